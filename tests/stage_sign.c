#include "tests/stage_sign.h"

#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

void stage_seal(struct stage *stage, const char *name, const char *label)
{
    struct digest seed = digest_of(slice_of(name));
    struct keyfile file = {.ops = KEYFILE_OPS_MIN, .memory = KEYFILE_MEMORY_MIN};
    struct buffer bytes, path;
    buffer_init(&bytes);
    buffer_init(&path);
    file.key = world_signer(stage->w, name).vkey.key;
    struct slice own = slice_of(name); /* "stadt#2" is another key under the name "stadt" */
    own = slice_cut(&own, '#');
    file.name_length = (uint8_t)own.length;
    memcpy(file.name, own.at, own.length);
    assert_int_equal(keyfile_seal(&file, SLICE(STAGE_PASSPHRASE), seed.byte, NULL), STATUS_OK);
    keyfile_write(&file, &bytes);
    assert_int_equal(keyring_path(&stage->session.keyring, slice_of(label), &path, NULL), STATUS_OK);
    FILE *out = fopen(path.at, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, out), bytes.length);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(chmod(path.at, 0600), 0);
    buffer_release(&bytes);
    buffer_release(&path);
}

void stage_seal_by_id(struct stage *stage, const char *name)
{
    struct buffer label;
    struct signer signer = world_signer(stage->w, name);
    buffer_init(&label);
    key_label_write(&signer.vkey, &label);
    stage_seal(stage, name, label.at);
    buffer_release(&label);
}

void stage_seal_log(struct stage *stage)
{
    stage_seal_by_id(stage, stage->w->body);
}

static bool is_bar(const struct canvas *canvas, int row, int column)
{
    return strcmp(canvas_cell(canvas, row, column)->text, "│") == 0;
}

void stage_read(const struct canvas *canvas, struct buffer *out)
{
    for (int row = 0; row < canvas->rows; row++) {
        if (!is_bar(canvas, row, 0) || !is_bar(canvas, row, 3))
            continue;
        if (out->length && strcmp(canvas_cell(canvas, row, 2)->text, " ") != 0)
            buffer_byte(out, '\n');
        int end = canvas->columns - 1;
        while (end > 5 && strcmp(canvas_cell(canvas, row, end - 1)->text, " ") == 0)
            end--;
        for (int column = 5; column < end; column++)
            buffer_text(out, canvas_cell(canvas, row, column)->text);
    }
    buffer_byte(out, '\n');
}

void stage_expect_signing(struct stage *stage, const char *lines)
{
    struct buffer text;
    buffer_init(&text);
    assert_ptr_equal(stage_top(stage), &screen_sign);
    struct canvas canvas = stage_paint(stage, 60, 120, false);
    stage_read(&canvas, &text);
    if (!strstr(text.at, lines))
        fail_msg("\"%s\" is not in:\n%s", lines, text.at);
    canvas_release(&canvas);
    buffer_release(&text);
}

struct ballot_facts stage_ballot(struct stage *stage, const char *number)
{
    struct ballot_facts facts;
    assert_int_equal(ballot_facts_find(app_store(&stage->app), number, &facts, NULL), STATUS_OK);
    return facts;
}

const struct screen *stage_top(const struct stage *stage)
{
    return stage->app.stack[stage->app.depth - 1].screen;
}

int64_t stage_entries(struct stage *stage)
{
    return world_number(stage->w, "SELECT count(*) + (SELECT count(*) FROM pending) FROM entry");
}

bool stage_says(const struct stage *stage, const char *words)
{
    return stage->app.message.at && strstr(stage->app.message.at, words);
}

void stage_sign(struct stage *stage, const char *word, const char *passphrase)
{
    stage_press(stage, word);
    stage_press(stage, "Enter");
    app_paste(&stage->app, slice_of(passphrase));
    stage_press(stage, "Enter");
}
