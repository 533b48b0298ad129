# Stimmbuch: `make demo` and `make test` do everything on a fresh Debian 12 machine; `make help` lists the rest.
# Objects lie in build/VARIANT/ (with another compiler than gcc: build/VARIANT-COMPILER/); V=1 shows the commands.
MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 1)
endif
.SUFFIXES:
.SECONDARY:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

VARIANT ?= release
CC := $(if $(filter default,$(origin CC)),gcc,$(CC))
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
VERSION := 0.1.0

COMPILER := $(notdir $(firstword $(CC)))
BUILD := build/$(VARIANT)$(if $(filter-out gcc cc,$(COMPILER)),-$(COMPILER))
BIN := $(BUILD)/stimmbuch
STEP = $(if $(V),,@printf '  %-6s %s\n' $(1) $@;)

FLAGS_release := -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LINK_release := -pie -Wl,-z,relro,-z,now
FLAGS_asan := -O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LINK_asan := -fsanitize=address,undefined
FLAGS_fuzz := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LINK_fuzz := -fsanitize=fuzzer,address,undefined
FLAGS_coverage := -O0 --coverage
LINK_coverage := --coverage
ifeq ($(FLAGS_$(VARIANT)),)
$(error there is no variant "$(VARIANT)": release, asan, coverage or fuzz)
endif

WARNINGS := -Wall -Wextra -Wpedantic -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Wcast-qual -Wpointer-arith -Wundef -Wwrite-strings -Wformat-security
CPPFLAGS_OWN := -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -DDATADIR='"$(DATADIR)"'
CFLAGS_OWN := -std=c11 -g $(WARNINGS) $(FLAGS_$(VARIANT))
LIBS := -lsodium -lsqlite3 -lncursesw -lunistring -ljansson -lgmp -lpthread
# QR codes on receipts; without the library the program says that it has none.
ifneq ($(shell pkg-config --exists libqrencode 2>/dev/null && echo yes),)
CPPFLAGS_OWN += -DHAVE_QRENCODE
LIBS += -lqrencode
endif
# The configuration file; without the library the program refuses one that is there.
ifneq ($(shell pkg-config --exists inih 2>/dev/null && echo yes),)
CPPFLAGS_OWN += -DHAVE_INIH
LIBS += -linih
endif
# Proposals are set off as Markdown; without the library they are shown as they were written.
ifneq ($(shell pkg-config --exists md4c 2>/dev/null && echo yes),)
CPPFLAGS_OWN += -DHAVE_MD4C
LIBS += -lmd4c
endif
# PDF; only the headers are needed here: the libraries are loaded when the first PDF is made.
ifneq ($(shell pkg-config --exists pangocairo cairo-pdf 2>/dev/null && echo yes),)
CPPFLAGS_OWN += -DHAVE_PANGOCAIRO $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I pangocairo cairo-pdf))
endif
# The hub's client; only the header: the library is loaded when the hub is asked for.
ifneq ($(shell pkg-config --exists libpq 2>/dev/null && echo yes),)
CPPFLAGS_OWN += -DHAVE_LIBPQ $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I libpq))
endif
COMPILE = $(CC) $(CPPFLAGS_OWN) $(CPPFLAGS) $(CFLAGS_OWN) $(CFLAGS) -MMD -MP
# A library that no file uses yet is not linked.
LINK = $(CC) -Wl,--as-needed $(LINK_$(VARIANT)) $(LDFLAGS)

LIB_SRC := $(sort $(wildcard core/*.c data/*.c)) $(filter-out tui/main.c,$(sort $(wildcard tui/*.c)))
TEST_SRC := $(sort $(wildcard tests/test_*.c))
TEST_HELP_SRC := $(filter-out $(TEST_SRC),$(sort $(wildcard tests/*.c)))
BENCH_SRC := $(sort $(wildcard tests/bench/*.c))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
# libFuzzer has a main of its own.
FUZZ_HELP_SRC := $(filter-out $(FUZZ_SRC) $(if $(filter fuzz,$(VARIANT)),tests/fuzz/run_inputs.c), \
                   $(sort $(wildcard tests/fuzz/*.c)))
PICTURES_SRC := $(sort $(wildcard tests/pictures/*.c))
PRELOAD_SRC := $(sort $(wildcard tests/preload/*.c))
ALL_SRC := $(LIB_SRC) $(wildcard tui/main.c) $(TEST_SRC) $(TEST_HELP_SRC) $(BENCH_SRC) tests/bench/empty/empty.c \
           $(PICTURES_SRC) $(PRELOAD_SRC) $(FUZZ_SRC) $(FUZZ_HELP_SRC)
SCHEMA_SQL := $(sort $(wildcard data/schema/*.sql))
PO := $(sort $(wildcard data/locale/*.po))
SAMPLES := $(sort $(shell find data/samples -type f 2>/dev/null))

LIB := $(BUILD)/stimmbuch.a
TEST_BIN := $(TEST_SRC:%.c=$(BUILD)/%)
TEST_HELP_OBJ := $(TEST_HELP_SRC:%.c=$(BUILD)/%.o)
FUZZ_BIN := $(FUZZ_SRC:%.c=$(BUILD)/%)
FUZZ_HELP_OBJ := $(FUZZ_HELP_SRC:%.c=$(BUILD)/%.o)
PRELOAD := $(PRELOAD_SRC:%.c=$(BUILD)/%.so)
BENCH := $(BUILD)/bench
PICTURES := $(BUILD)/pictures
EMPTY := $(BUILD)/tests/bench/empty/empty
MO := $(PO:data/locale/%.po=$(BUILD)/locale/%/LC_MESSAGES/stimmbuch.mo)

## Building

.PHONY: all
all: $(BIN) $(MO) # the program: build/release/stimmbuch (VARIANT=asan or coverage, CC=clang)

# A file that changes when the compiler or its flags change, so that everything is built again.
FLAGS_NOW = $(COMPILE) | $(LINK) | $(LIBS)
$(BUILD)/flags: force
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(FLAGS_NOW))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(FLAGS_NOW))' >$@
.PHONY: force
force:

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call STEP,CC)$(COMPILE) -c -o $@ $<

# The migrations become one C array; sed escapes them as string literals, which may be longer than C promises.
$(BUILD)/data/schema.c: $(SCHEMA_SQL)
	@mkdir -p $(@D)
	@{ echo '#include "data/schema.h"'; echo 'const char *const schema_sql[] = {'; \
	   for f in $(SCHEMA_SQL); do sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/    "&\\n"/' $$f; echo '    ,'; done; \
	   echo '};'; echo 'const unsigned schema_count = sizeof schema_sql / sizeof schema_sql[0];'; } >$@
$(BUILD)/data/schema.o: $(BUILD)/data/schema.c $(BUILD)/flags
	$(call STEP,CC)$(COMPILE) -Wno-overlength-strings -c -o $@ $<

# The same for the hub's tables.
$(BUILD)/data/hub_sql.c: data/hub.sql
	@mkdir -p $(@D)
	@{ echo '#include "data/hub_pq.h"'; echo 'const char hub_sql[] ='; \
	   sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/    "&\\n"/' $<; echo '    ;'; } >$@
$(BUILD)/data/hub_sql.o: $(BUILD)/data/hub_sql.c $(BUILD)/flags
	$(call STEP,CC)$(COMPILE) -Wno-overlength-strings -c -o $@ $<

$(LIB): $(LIB_SRC:%.c=$(BUILD)/%.o) $(BUILD)/data/hub_sql.o $(if $(SCHEMA_SQL),$(BUILD)/data/schema.o)
	@rm -f $@
	$(call STEP,AR)$(AR) rcs $@ $^

$(BIN): $(BUILD)/tui/main.o $(LIB)
	$(call STEP,LINK)$(LINK) -o $@ $^ $(LIBS)

$(BUILD)/locale/%/LC_MESSAGES/stimmbuch.mo: data/locale/%.po
	@mkdir -p $(@D)
	$(call STEP,MSGFMT)msgfmt --check -o $@ $<

$(TEST_BIN): %: %.o $(TEST_HELP_OBJ) $(LIB)
	$(call STEP,LINK)$(LINK) -o $@ $^ -lcmocka -lvterm $(LIBS)

# Without the variant's flags: a sanitizer's runtime comes first, but for what is laid in front of everything.
$(PRELOAD): $(BUILD)/%.so: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call STEP,LINK)$(CC) $(CPPFLAGS_OWN) -std=c11 -g -O2 $(WARNINGS) -fPIC -shared -o $@ $<

$(FUZZ_BIN): %: %.o $(FUZZ_HELP_OBJ) $(LIB)
	$(call STEP,LINK)$(LINK) -o $@ $^ $(LIBS)

$(PICTURES): $(PICTURES_SRC:%.c=$(BUILD)/%.o) $(TEST_HELP_OBJ) $(LIB)
	$(call STEP,LINK)$(LINK) -o $@ $^ -lcmocka -lvterm $(LIBS)

$(BENCH): $(BENCH_SRC:%.c=$(BUILD)/%.o) $(LIB)
	$(call STEP,LINK)$(LINK) -o $@ $^ $(LIBS)

$(EMPTY): %: %.o
	$(call STEP,LINK)$(LINK) -o $@ $^

.PHONY: demo
demo: # install what is missing, build, show the sample world
	@.ci/packages build
	@$(MAKE) all
	@$(BIN) demo

.PHONY: clean
clean: # remove build/
	rm -rf build

## Checking

.PHONY: test
test: # install what is missing, build, run all tests (ONLY=part-of-a-name runs some)
	@.ci/packages build test
	@$(MAKE) check

.PHONY: check
check: all tests # the same without installing anything
	@BUILD=$(BUILD) tests/run $(ONLY)

.PHONY: tests
tests: $(TEST_BIN) $(PRELOAD) fuzzers $(if $(filter release,$(VARIANT)),$(BENCH))

.PHONY: fuzzers
fuzzers: $(FUZZ_BIN)

.PHONY: fuzz
fuzz: # libFuzzer on each parser for SECONDS=60 each (ONLY=name); what it learns stays in build/fuzz-clang/corpus
	@$(MAKE) VARIANT=fuzz CC=clang fuzzers
	@BUILD=build/fuzz-clang tests/fuzz/run $(or $(SECONDS),60) $(ONLY)

.PHONY: torture
torture: all tests # the long forms of tests, an hour or more (ONLY=flips, mutations: damaged files, strings, power or hub)
	@BUILD=$(BUILD) tests/torture $(ONLY)

.PHONY: layers
layers: # core, data, tui: does one include what it may not?
	@tests/check_layers.sh

.PHONY: lint
lint: # clang-format, clang-tidy, cppcheck, shellcheck (PATHS=20000: fewer paths, in a quarter of the time)
	@.ci/packages build test lint
# cppcheck takes long and is one job: it goes first, while clang-tidy has the other processors.
	@$(MAKE) -k -Otarget lint-cppcheck lint-format lint-shell lint-tidy

.PHONY: lint-format lint-tidy lint-cppcheck lint-shell
lint-format:
	$(call STEP,FORMAT)clang-format --dry-run -Werror $(C_FILES)
# The tests are left to the compilers, cppcheck, the sanitizers and valgrind: clang-tidy is slow.
lint-tidy: $(patsubst %.c,$(BUILD)/%.tidy$(PATHS),$(filter core/% data/% tui/%,$(ALL_SRC)))
lint-cppcheck:
	@mkdir -p $(BUILD)/cppcheck
	$(call STEP,CHECK)cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability --std=c11 \
	  --inline-suppr $(CPPCHECK_BLIND) --cppcheck-build-dir=$(BUILD)/cppcheck -D_GNU_SOURCE -I. $(CPPCHECK_KNOWN) \
	  $(ALL_SRC)
lint-shell:
	$(call STEP,SHELL)shellcheck .ci/* tests/run tests/torture tests/hub tests/fuzz/run $(wildcard tests/*.sh)

# What cppcheck 2.10 gets wrong: compound literals in ?:, and a pointer that may be to an uninitialized variable (the
# compilers, the analyzer and valgrind look at those); and the loops of jansson, whose header it does not read.
CPPCHECK_BLIND := --suppress=missingIncludeSystem --suppress=internalAstError --suppress=uninitvar
CPPCHECK_KNOWN := -D'json_array_foreach(a,i,v)=while((i=0,v=json_array_get(a,i)))' \
                  -D'json_object_foreach(o,k,v)=while((k="",v=json_object_get(o,k)))'

# clang's analyzer follows the paths through a function until it has met so many states, by itself 225,000.
TIDY_PATHS = $(if $(PATHS),-Xclang -analyzer-config -Xclang max-nodes=$(PATHS))
# A file is looked at again when it, a header it includes (then its object is newer) or the list of checks changes.
$(BUILD)/%.tidy$(PATHS): %.c $(BUILD)/%.o .clang-tidy
	$(call STEP,TIDY)clang-tidy --quiet $< -- -std=c11 $(CPPFLAGS_OWN) $(TIDY_PATHS) 2>$@.log || { cat $@.log; exit 1; }
	@touch $@

C_FILES = $(sort $(wildcard core/*.[ch] data/*.[ch] tui/*.[ch] tests/*.[ch] tests/*/*.[ch] tests/*/*/*.[ch]))
.PHONY: format
format: # clang-format on every C file
	clang-format -i $(C_FILES)

.PHONY: screens
screens: all $(BUILD)/tests/test_screens $(BUILD)/tests/test_papers # tests/screens and tests/papers anew, after they or their words changed
	@rm -f tests/screens/*.txt tests/papers/*
	@for t in screens papers; do STIMMBUCH_SCREENS=new $(BUILD)/tests/test_$$t >/dev/null || exit 1; done

# PNG beside SVG, for places that show no SVG, where librsvg2-bin and imagemagick are installed.
.PHONY: pictures
pictures: all $(PICTURES) # the README's pictures anew, from the program itself: data/pictures
	@mkdir -p data/pictures
	@PICTURES=data/pictures STIMMBUCH=$(BIN) $(PICTURES) >/dev/null
	@if command -v rsvg-convert >/dev/null && command -v convert >/dev/null; then \
	  for f in data/pictures/*-light.svg; do \
	  rsvg-convert $$f | convert png:- -background white -flatten +dither -colors 48 -strip PNG8:$${f%-light.svg}.png || exit 1; done; fi

.PHONY: report
report: all # the voting power of the IT-Planungsrat, as it is and with municipal seats that vote: data/samples/power
	@tests/report_power.sh $(BIN) data/samples/power

.PHONY: coverage
coverage: # lines executed by the tests, per file
	@.ci/packages build test
	+@.ci/coverage

.PHONY: bench
bench: all $(BENCH) $(EMPTY) # each figure beside the bare operation (ONLY=group); build/bench/ keeps the large ledgers
	@$(BENCH) $(BIN) $(EMPTY) build/bench $(ONLY)

.PHONY: hub
hub: all # a throw-away PostgreSQL on loopback until Ctrl-C, to try the hub out
	@.ci/packages build test
	@BUILD=$(BUILD) tests/hub

## Translating

# _ marks in tui and is the row of a table of names and sentences: its last string is the sentence.
POT := build/stimmbuch.pot
XGETTEXT = xgettext --from-code=UTF-8 --language=C --add-location=file --sort-by-file --add-comments=tr: \
           --package-name=stimmbuch --keyword --keyword=N_ --keyword=_:1,1t --keyword=_:2,2t --keyword=_:3,3t \
           --keyword=ngettext:1,2 --keyword=NC_:1c,2
.PHONY: pot
pot: # collect the messages into build/stimmbuch.pot
	@mkdir -p $(dir $(POT))
	@$(XGETTEXT) -o $(POT) $(sort $(wildcard core/*.[ch] data/*.[ch] tui/*.[ch]))

.PHONY: po
po: pot # bring data/locale/*.po up to date with the messages
	@for f in $(PO); do msgmerge --quiet --update --backup=none --no-fuzzy-matching $$f $(POT) && \
	  msgattrib --no-obsolete -o $$f $$f || exit 1; done

## Installing

INSTALL := install -D -m 644
DOC := README.md CHANGELOG.md LICENSE data/FORMAT.md data/HUB.md
MAN := $(BUILD)/man/man1/stimmbuch.1 $(BUILD)/man/de/man1/stimmbuch.1
HERE := $(DESTDIR)$(DATADIR)
# The manual page, from the program's own tables, English and German.
$(BUILD)/man/man1/stimmbuch.1: LANGUAGE_OF = en
$(BUILD)/man/de/man1/stimmbuch.1: LANGUAGE_OF = de
$(MAN): $(BIN) $(MO)
	@mkdir -p $(@D)
	$(call STEP,MAN)$(BIN) help --man --lang $(LANGUAGE_OF) >$@

.PHONY: install
install: all $(MAN) # under DESTDIR and PREFIX (BINDIR, DATADIR, MANDIR)
	install -D -m 755 $(BIN) $(DESTDIR)$(BINDIR)/stimmbuch
	$(foreach f,$(MO),$(INSTALL) $(f) $(HERE)/$(f:$(BUILD)/%=%)$(NEWLINE))
	$(foreach f,$(SAMPLES),$(INSTALL) $(f) $(HERE)/stimmbuch/$(f:data/%=%)$(NEWLINE))
	$(foreach f,$(wildcard $(DOC)),$(INSTALL) $(f) $(HERE)/doc/stimmbuch/$(notdir $(f))$(NEWLINE))
	$(foreach f,$(MAN),$(INSTALL) $(f) $(DESTDIR)$(MANDIR)/$(f:$(BUILD)/man/%=%)$(NEWLINE))

.PHONY: uninstall
uninstall: # remove what install put there
	rm -f $(DESTDIR)$(BINDIR)/stimmbuch $(foreach f,$(MO),$(HERE)/$(f:$(BUILD)/%=%)) \
	  $(foreach f,$(MAN),$(DESTDIR)$(MANDIR)/$(f:$(BUILD)/man/%=%))
	rm -rf $(HERE)/stimmbuch $(HERE)/doc/stimmbuch

define NEWLINE


endef

.PHONY: help
help: # this list
	@awk '/^## /{printf "\n%s\n", substr($$0, 4)} \
	  /^[a-z]+:.* # /{t = $$0; sub(/:.*/, "", t); sub(/.* # /, ""); printf "  make %-10s %s\n", t, $$0}' Makefile

-include $(ALL_SRC:%.c=$(BUILD)/%.d) $(BUILD)/data/schema.d $(BUILD)/data/hub_sql.d
