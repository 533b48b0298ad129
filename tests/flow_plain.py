#!/usr/bin/env python3
"""Plain mode at a terminal of its own, line by line: a delegate votes, a secretary opens and closes, an auditor
verifies; wrong input, the end of input, Ctrl-C; both languages; and never a byte that moves a cursor."""
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(os.environ.get("STIMMBUCH", "build/release/stimmbuch"))
PATIENCE = int(os.environ.get("PATIENCE", 60))  # seconds for an answer, on a machine that has much else to do
WORLD = tempfile.mkdtemp()
DEMO = os.path.join(WORLD, "demo")
PASSPHRASE = "beispiel"
KEY = "%s.lenkungskreis.d-stack.example"
MENU_DE, MENU_EN = "q Ende: ", "q quit: "
checks, failed = 0, []


def true(what, holds, shown=""):
    global checks
    checks += 1
    if not holds:
        failed.append("%s\n%s" % (what, shown))


def environment(**more):
    kept = {name: os.environ[name] for name in ("PATH", "LD_PRELOAD", "ASAN_OPTIONS") if name in os.environ}
    kept.update(HOME=WORLD, LC_CTYPE="C.UTF-8", LANG="C.UTF-8", TERM="dumb", TZ="UTC",
                STIMMBUCH_LEDGER=DEMO + "/ledger.db", STIMMBUCH_KEYS=DEMO + "/keys")
    kept.update(more)
    return kept


class Person:
    """Somebody at a terminal, who types when the program has said something."""

    def __init__(self, *arguments, shell=None, **more):
        self.said, self.heard = b"", 0
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            command = ["sh", "-c", shell] if shell else [PROGRAM, *arguments]
            os.execvpe(command[0], command, environment(**more))

    def hear(self):
        if not select.select([self.terminal], [], [], PATIENCE)[0]:
            raise TimeoutError("nothing was said after:\n" + self.text()[-2000:])
        try:
            more = os.read(self.terminal, 65536)
        except OSError:  # the program is gone
            more = b""
        self.said += more
        return bool(more)

    def text(self):
        return self.said.decode(errors="replace").replace("\r\n", "\n")

    def waits_for(self, words):
        """What was said until then; fails where the program ends without it."""
        wanted = words.encode()
        while (at := self.said.find(wanted, self.heard)) < 0:
            if not self.hear():
                raise EOFError("'%s' was never said; only:\n%s" % (words, self.text()[-2000:]))
        before, self.heard = self.heard, at + len(wanted)
        return self.said[before:self.heard].decode(errors="replace").replace("\r\n", "\n")

    def answers(self, question, answer, end="\n"):
        said = self.waits_for(question)
        os.write(self.terminal, answer.encode(errors="surrogateescape") + end.encode())
        return said

    def chooses(self, question, label):
        """The row of the menu that begins so."""
        menu = self.waits_for(question)
        found = re.findall(r"^(\d+) " + re.escape(label), menu, re.M)
        true("a row: " + label, found, menu)
        os.write(self.terminal, (found[-1] if found else "b").encode() + b"\n")
        return menu

    def ends(self, what, wanted=0):
        while self.hear():
            pass
        os.close(self.terminal)
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        true("%s: exit status %d" % (what, wanted), status == wanted, "%d\n%s" % (status, self.text()[-2000:]))
        moved = re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\r(?!\r?\n)|\xc2[\x80-\x9f]", self.said)
        true("%s: no byte moves the cursor" % what, not moved, repr(moved and self.said[moved.start() - 80:][:160]))


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], env=environment(), capture_output=True, text=True, check=False,
                          stdin=subprocess.DEVNULL)


def tally(number):
    return json.loads(run("tally", number, "--json").stdout)


def entries():
    return json.loads(run("verify", "--json").stdout)["bodies"]


def delegate_votes():
    before = tally("2026-008")["cast"]
    p = Person("--lang", "de", "--as", KEY % "kommune-1")
    p.answers(MENU_DE, "1")
    todo = p.waits_for(MENU_DE)
    line = re.search(r"^(\d+) Abstimmen: 2026-008, .*; für den Sitz kommune-1; offen bis ", todo, re.M)
    true("the ballot is to be voted on", line, todo)
    p.answers("", line.group(1))
    p.answers(MENU_DE, "1")
    true("the choices in words", "1 ja\n2 nein\n3 Enthaltung\n" in p.answers(MENU_DE, "1"))
    p.answers("keine): ", "Wir tragen es mit.")
    true("the command line", "Entspricht: stimmbuch vote 2026-008 yes --reason 'Wir tragen es mit.'" in
         p.answers("„JA“: ", "vielleicht"))
    true("another word signs nothing", "nichts unterschrieben" in p.answers(MENU_DE, "1"))
    p.answers(MENU_DE, "1")
    p.answers("keine): ", "Wir tragen es mit.")
    shown = p.answers("„JA“: ", "JA")
    true("the whole text is shown", "stimmbuch/1 vote\n" in shown and "\nchoice: yes\n" in shown and
         "\n| Wir tragen es mit.\n" in shown, shown)
    p.answers("Passphrase", "unpassend")
    true("a wrong passphrase", "Passphrase" in p.answers(MENU_DE, "1"))
    p.answers(MENU_DE, "yes")
    p.answers("keine): ", "")
    p.answers("„JA“: ", "ja")
    p.answers("Passphrase", PASSPHRASE)
    true("where it is in the ledger", re.search("im Ledger an Stelle \\d+: ", p.answers(MENU_DE, "z")))
    p.answers(MENU_DE, "z")
    p.answers(MENU_DE, "4")
    true("my votes", re.search("^\\d 2026-008, .*; Ihre Stimme: ja, ", p.answers(MENU_DE, "q"), re.M))
    p.ends("a delegate")
    true("no passphrase is echoed", PASSPHRASE.encode() not in p.said and b"unpassend" not in p.said)
    true("the vote is in the ledger", tally("2026-008")["cast"] == before + 1)


def secretary_opens_and_closes():
    p = Person("--lang", "en", "--as", KEY % "geschaeftsstelle")
    p.answers(MENU_EN, "2")
    p.answers(MENU_EN, "s")
    p.answers("all): ", "Übergangsfrist")
    found = p.answers(MENU_EN, "1")
    true("found by words", "\n1 2026-013, " in found and "; state: open\n" in found, found)
    p.answers(MENU_EN, "8")
    true("rules by their names", re.search("^1 Einfache Mehrheit \\(einfach\\)$", p.answers(MENU_EN, "1"), re.M))
    p.answers("at once): ", "")
    p.answers("none): ", "")
    p.answers("procedure): ", "")
    p.answers("proposal): ", "")
    true("only what was answered is in the line",
         "The same as: stimmbuch ballot open 2026-013 --rule einfach\n" in p.answers('"YES": ', "yes"))
    p.answers("Passphrase", PASSPHRASE)
    p.answers("Passphrase", PASSPHRASE)  # of the log's key, for the head
    p.answers(MENU_EN, "0")
    p.answers(MENU_EN, "b")
    true("opened", tally("2026-013")["state"] == "open")
    p.answers(MENU_EN, "3")
    true("a list of ballots", re.search("^1 2026-205 ", p.answers(MENU_EN, "2026-999"), re.M))
    true("there is no such ballot", 'there is no ballot "2026-999"' in p.answers(MENU_EN, "2026-013"))
    p.answers(MENU_EN, "7")
    p.answers("none): ", "B-1")
    p.answers('"YES": ', "YES")
    p.answers("Passphrase", PASSPHRASE)
    true("the result is shown before its head is signed", "\nresult: no-quorum\n" in p.answers("Passphrase", PASSPHRASE))
    p.answers(MENU_EN, "3")
    true("the result in words", re.search("^Result: .*quor", p.answers(MENU_EN, "q"), re.M), p.text()[-800:])
    p.ends("a secretary")
    counted = tally("2026-013")
    true("closed, with a result", counted["state"] == "closed" and counted["result"] == "no-quorum", counted)


def auditor_verifies():
    p = Person("--lang", "en", "--as", KEY % "revision")
    p.answers(MENU_EN, "9")
    p.answers(MENU_EN, "1")
    checked = p.answers(MENU_EN, "5")
    true("what was checked", "Checked: every signature, the tree" in checked and "The same as: stimmbuch verify\n" in
         checked, checked)
    p.answers("File: ", WORLD + "/nothing")
    true("an error, and the menu again", "nothing" in p.answers(MENU_EN, "b"))
    p.answers(MENU_EN, "10")
    p.answers("none): ", "body list")
    true("a typed command", "\nit-planungsrat.example  IT-Planungsrat\n" in p.answers(MENU_EN, "10"))
    p.answers("none): ", "tally 'open")
    true("a typed command that is none", "a quotation mark is not closed" in p.answers(MENU_EN, "q"))
    p.ends("an auditor")


def papers_and_names():
    p = Person("--lang", "en", "--as", KEY % "kommune-1")
    with open(WORLD + "/names.csv", "w", encoding="utf-8") as table:
        table.write("handle,name\nland-2.lenkungskreis.d-stack.example,Berta Muster\n")
    p.answers(MENU_EN, "8")
    p.chooses(MENU_EN, "Take a table of names")
    p.answers("File: ", WORLD + "/names.csv")
    true("a table of names", "1 new, 0 changed" in p.chooses(MENU_EN, "The whole address book"))
    true("the address book", "  Berta Muster\n" in p.chooses(MENU_EN, "Forget who"))
    p.answers("Name of the key: ", "land-2.lenkungskreis.d-stack.example")
    true("a name is forgotten", "Forgotten: land-2" in p.answers(MENU_EN, "0"))
    p.answers(MENU_EN, "3")
    p.answers(MENU_EN, "2026-013")
    papers = ((".md", b"# "), (".html", b"<!DOCTYPE html>"), (".csv", b"bench,"))
    for ending, _ in papers:
        p.chooses(MENU_EN, "Write the result into a file")
        p.answers("File to write: ", WORLD + "/result" + ending)
    p.answers(MENU_EN, "0")
    p.answers(MENU_EN, "0")
    for ending, begins in papers:
        with open(WORLD + "/result" + ending, "rb") as written:
            true("the result as " + ending, written.read().startswith(begins))
    p.answers(MENU_EN, "6")
    p.answers(MENU_EN, "1")
    p.answers(MENU_EN, "1")
    p.chooses(MENU_EN, "How strong each bench and seat is")
    true("voting power", "The same as: stimmbuch power " in p.answers("Enter shows more, b back: ", "b"))
    p.answers(MENU_EN, "q")
    p.ends("a reader of papers")


def several_seats():
    p = Person("--lang", "en", "--as", KEY % "kommune-1")
    p.answers(MENU_EN, "3")
    p.answers(MENU_EN, "2026-008")
    p.chooses(MENU_EN, "Vote for all your seats")
    true("each seat by itself", "Now for the seat kommune-1:" in p.answers(MENU_EN, "2"))
    p.answers("none): ", "")
    p.answers('"NO": ', "")
    p.answers(MENU_EN, "q")
    p.ends("several seats")


def wrong_input():
    before = entries()
    p = Person("--lang", "en", "--as", KEY % "kommune-1")
    p.answers(MENU_EN, "99")
    true("no such number", '"99" is not in this menu: ' in p.answers(MENU_EN, "\x1b[A"))
    true("an escape is told of, not echoed", "is not in this menu" in p.answers(MENU_EN, "y" * 1500))
    true("too long", "longer than 1024 bytes" in p.answers(MENU_EN, "\udcff\udcfe"))
    true("not UTF-8", "not text in UTF-8" in p.answers(MENU_EN, "?"))
    true("help", "q ends the program" in p.answers(MENU_EN, ""))
    p.answers(MENU_EN, "3")
    p.answers(MENU_EN, "77")
    true("not in the list", '"77" is not in this list: ' in p.answers(MENU_EN, "m"))
    true("the next ten", re.search("^11 2026-", p.answers(MENU_EN, "12"), re.M))
    p.answers(MENU_EN, "1")
    p.answers(MENU_EN, "yes, please")
    p.answers("none): ", "")
    true("the verb says what is wrong", "stimmbuch: vote: " in p.answers(MENU_EN, "10"))
    # Ctrl-C: at a question, at the word to sign, at the passphrase, at the menu.
    p.answers("File to write: ", "\x03", "")
    p.answers(MENU_EN, "0")
    p.answers(MENU_EN, "0")
    p.answers(MENU_EN, "1")
    p.answers(MENU_EN, "1")
    p.answers(MENU_EN, "1")
    p.answers(MENU_EN, "1")
    p.answers("none): ", "")
    p.answers('"YES": ', "\x03", "")
    true("stopped before signing", "Stopped." in p.answers(MENU_EN, "1"))
    p.answers(MENU_EN, "1")
    p.answers("none): ", "")
    p.answers('"YES": ', "YES")
    p.answers("Passphrase", "\x03", "")
    true("stopped at the passphrase", "Stopped." in p.answers(MENU_EN, "\x03", ""))
    p.answers(MENU_EN, "0")
    p.answers(MENU_EN, "1")
    p.answers(MENU_EN, "1")
    p.answers(MENU_EN, "1")
    p.answers("none): ", "\x04", "")
    p.ends("the end of input at a question")
    true("nothing was written", entries() == before)
    p = Person("--lang", "de", "--as", KEY % "kommune-1")
    p.answers(MENU_DE, "\x04", "")
    p.ends("the end of input at the menu")


def pages():
    p = Person("--lang", "de", "--as", KEY % "kommune-1")
    p.answers(MENU_DE, "2")
    p.answers(MENU_DE, "s")
    p.answers("alle): ", "Stimmrecht steuernden")
    p.answers(MENU_DE, "1")
    p.answers(MENU_DE, "1")
    first = p.answers("z zurück: ", "")
    true("twenty lines a page", first.count("\n") in range(20, 24), first)
    p.answers("z zurück: ", "z")
    p.answers(MENU_DE, "0")
    p.answers(MENU_DE, "2026-002")
    p.answers(MENU_DE, "2")
    statements = p.answers(MENU_DE, "1")
    true("statements by whom", re.search("^1 \\S.* von .*; für den Sitz ", statements, re.M), statements)
    p.answers(MENU_DE, "1")
    true("a statement as it was signed", "stimmbuch/1 statement\n" in p.answers("Enter zeigt mehr, z zurück: ", "z"))
    p.answers(MENU_DE, "q")
    p.ends("a reader")


def other_ends():
    p = Person(shell="'%s' --lang de | cat" % PROGRAM, TERM="xterm")
    p.answers(MENU_DE, "1")
    true("a key is chosen where there are several", "Welcher Schlüssel?" in p.answers(MENU_DE, "q"))
    p.ends("standard output is a pipe")
    piped = subprocess.run([PROGRAM, "--plain", "--lang", "en"], env=environment(), input="5\nb\n", capture_output=True,
                           text=True, check=False)
    true("standard input is a pipe", piped.returncode == 0 and "Meetings, the latest first" in piped.stdout, piped)
    nowhere = dict(STIMMBUCH_LEDGER=WORLD + "/none.db", STIMMBUCH_KEYS=WORLD + "/none")
    p = Person("--lang", "de", **nowhere)
    true("no ledger yet", "Es gibt noch kein Ledger unter" in p.answers(MENU_DE, "2") or "none.db" in p.text())
    true("no proposals: what to do", "Menü „Gremien“" in p.answers(MENU_DE, "b"))
    p.answers(MENU_DE, "1")
    true("no key: what to do", "Erzeugen Sie einen im Menü" in p.answers(MENU_DE, "q"))
    p.ends("a first run")
    true("looking makes no ledger", not os.path.exists(WORLD + "/none.db"))
    refused = run()
    true("without a person there are no menus", refused.returncode == 2 and not refused.stdout, refused)


def main():
    built = run("demo", "--dir", DEMO, "--json")
    true("the sample world", built.returncode == 0, built)
    for scene in (delegate_votes, secretary_opens_and_closes, auditor_verifies, papers_and_names, several_seats,
                  wrong_input, pages, other_ends):
        try:
            start = time.monotonic()
            scene()
            if os.environ.get("TIMES"):
                print(scene.__name__, time.monotonic() - start)
        except (EOFError, TimeoutError, AttributeError) as fault:
            failed.append("%s: %r\n%s" % (scene.__name__, fault, fault))
    for text in failed:
        print("FAIL: " + text)
    print("%d checks passed" % (checks - len(failed)))
    return 1 if failed else 0


try:
    sys.exit(main())
finally:
    shutil.rmtree(WORLD, ignore_errors=True)
