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
