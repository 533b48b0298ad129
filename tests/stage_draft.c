#include "tests/stage_draft.h"

#include "data/file.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

void stage_draft(struct stage *stage, const char *name, const char *text)
{
    const char *folder = stage->session.drafts_path.at;
    assert_int_equal(folder_make(folder, NULL), STATUS_OK);
    assert_int_equal(file_write_atomic(folder, name, slice_of(text), FILE_MODE_PRIVATE, true, NULL), STATUS_OK);
}

void stage_add_drafts(struct stage *stage)
{
    stage_draft(stage, "1.txt",
                "stimmbuch/1 proposal\nnumber: 2026-006\ntitle: Gemeinsame Beschaffung von Endgeräten\n"
                "kind: decision\ncost: kommunen short operation 3645000\ndemand: 2\n\nSo soll es sein.\n");
    stage_draft(stage, "2.txt", "stimmbuch/1 proposal\nnumber: 2026-007\ntitle: Ohne Art\ncost: kommunen\n");
    stage_draft(stage, "3.txt",
                "stimmbuch/1 roster\nbench: = bund Bundesbehörden\nseat: + neu kommunen 1.5 voting Neue Stadt\n"
                "seat: = kreis kommunen 3 voting Landkreis\nmember: + kreis deputy stadt\n");
    stage_draft(stage, "4.txt",
                "stimmbuch/1 statute\nchair: kreis\nrule: einfach Einfache Mehrheit\n"
                "adopted: einfach heads(yes) > 2\nwindow: 90\n");
}
