#include "data/config.h"

#include "core/buffer.h"
#include "core/text.h"
#include "data/file.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#ifdef HAVE_INIH
#include <ini.h>
#endif

const struct config_row config_rows[CONFIG_COUNT] = {
#define CONFIG_ROW(id, name, kind, words, usual, help) [CONFIG_##id] = {name, words, usual, help, CONFIG_##kind},
    CONFIG_TABLE(CONFIG_ROW)
#undef CONFIG_ROW
};

bool config_is(const struct config *config, enum config_option option, const char *word)
{
    return config->value[option] && strcmp(config->value[option], word) == 0;
}

int config_minutes(const struct config *config, enum config_option option, int usual)
{
    return config->value[option] ? (int)strtol(config->value[option], NULL, 10) : usual;
}

void config_release(struct config *config)
{
    arena_release(&config->arena);
    *config = (struct config){0};
}

#ifdef HAVE_INIH

/* What the lines come from, and where the first trouble is. */
struct reading {
    struct slice rest;
    unsigned long line; /* the one that was taken last, from 1 on */
    struct config *config;
    enum status status;
    struct problem *problem;
};

static enum status refuse(struct reading *reading, const char *message, const char *first, const char *second)
{
    reading->status = problem_say(reading->problem, STATUS_FORM, message, first, second);
    if (reading->problem)
        problem_place(reading->problem, reading->line, 0);
    return reading->status;
}

/* What the library would read otherwise than a person does. */
static enum status look_at(struct reading *reading, struct slice line)
{
    if (line.length > CONFIG_LINE_MAX)
        return refuse(reading, N_("the line is longer than 190 bytes"), NULL, NULL);
    for (size_t i = 0; i < line.length; i++) {
        bool end = line.at[i] == '\r' && i + 1 == line.length;
        if (((unsigned char)line.at[i] < 0x20 && line.at[i] != '\t' && !end) || line.at[i] == 0x7F)
            return refuse(reading, N_("a control character stands in the line"), NULL, NULL);
    }
    size_t blanks = 0;
    while (blanks < line.length && strchr(" \t\r", line.at[blanks]))
        blanks++;
    if (blanks == line.length || strchr("#;", line.at[blanks]))
        return STATUS_OK;
    if (blanks)
        return refuse(reading, N_("an option begins in the first column: take the blanks before it out"), NULL, NULL);
    if (line.at[0] == '[')
        return refuse(reading, N_("there are no sections: take the line out"), NULL, NULL);
    return STATUS_OK;
}

/* The next line, as fgets gives it; NULL at the end and behind a trouble. */
static char *next_line(char *out, int room, void *context)
{
    struct reading *reading = context;
    if (reading->rest.length == 0 || reading->status != STATUS_OK)
        return NULL;
    struct slice line = slice_cut(&reading->rest, '\n');
    reading->line++;
    if (look_at(reading, line) != STATUS_OK || line.length + 2 > (size_t)room)
        return NULL;
    memcpy(out, line.at, line.length);
    out[line.length] = '\n';
    out[line.length + 1] = '\0';
    return out;
}

static bool is_word(const char *words, const char *value)
{
    struct slice rest = slice_of(words);
    while (rest.length)
        if (slice_is(slice_cut(&rest, '|'), value))
            return true;
    return false;
}

static bool is_minutes(const char *value)
{
    size_t length = strspn(value, "0123456789");
    return length > 0 && length <= 4 && !value[length] && strtol(value, NULL, 10) <= CONFIG_MINUTES_MAX;
}

static enum status check_value(struct reading *reading, const struct config_row *row, const char *value)
{
    switch (row->kind) {
    case CONFIG_WORD:
        return is_word(row->words, value) ? STATUS_OK
                                          : refuse(reading, N_("{1} can be {2}, nothing else"), row->name, row->words);
    case CONFIG_MINUTES:
        return is_minutes(value) ? STATUS_OK
                                 : refuse(reading, N_("{1} can be a whole number from 0 to 1440"), row->name, NULL);
    case CONFIG_PATH:
        return value[0] == '/' || strncmp(value, "~/", 2) == 0
                   ? STATUS_OK
                   : refuse(reading, N_("{1} can be a path that begins with / or ~/"), row->name, NULL);
    case CONFIG_TEXT:
        break;
    }
    return *value ? STATUS_OK : refuse(reading, N_("nothing stands behind {1}"), row->name, NULL);
}

static enum status no_option(struct reading *reading, const char *name)
{
    struct buffer names;
    buffer_init(&names);
    for (size_t i = 0; i < CONFIG_COUNT; i++) {
        buffer_text(&names, i ? ", " : "");
        buffer_text(&names, config_rows[i].name);
    }
    enum status status = buffer_status(&names);
    reading->status = status;
    if (status == STATUS_OK)
        status = refuse(reading, N_("there is no option \"{1}\"; there are {2}"), name, names.at);
    buffer_release(&names);
    return status;
}

static int take(void *context, const char *section, const char *name, const char *value)
{
    struct reading *reading = context;
    unsigned i = 0;
    (void)section;
    if (reading->status != STATUS_OK)
        return 0;
    while (i < CONFIG_COUNT && strcmp(config_rows[i].name, name) != 0)
        i++;
    if (i == CONFIG_COUNT)
        return no_option(reading, name) == STATUS_OK;
    if (reading->config->value[i])
        return refuse(reading, N_("the option {1} stands there twice"), name, NULL) == STATUS_OK;
    if (check_value(reading, &config_rows[i], value) != STATUS_OK)
        return 0;
    reading->config->value[i] = arena_copy(&reading->config->arena, (struct slice){value, strlen(value) + 1}).at;
    if (!reading->config->value[i])
        reading->status = STATUS_NO_MEMORY;
    return reading->status == STATUS_OK;
}

enum status config_parse(struct slice bytes, struct config *out, struct problem *problem)
{
    struct reading reading = {.rest = bytes, .config = out, .problem = problem};
    *out = (struct config){0};
    arena_init(&out->arena);
    if (!text_is_utf8(bytes))
        return problem_say(problem, STATUS_FORM, N_("the file is not UTF-8"), NULL, NULL);
    int wrong = ini_parse_stream(next_line, &reading, take, &reading);
    if (reading.status == STATUS_OK && wrong > 0) {
        reading.line = (unsigned long)wrong;
        refuse(&reading, N_("an option is written as: name = value"), NULL, NULL);
    } else if (reading.status == STATUS_OK && wrong) {
        reading.status = STATUS_NO_MEMORY;
    }
    if (reading.status != STATUS_OK)
        config_release(out);
    return reading.status;
}

#else

enum status config_parse(struct slice bytes, struct config *out, struct problem *problem)
{
    (void)bytes;
    *out = (struct config){0};
    return problem_say(problem, STATUS_FORM, N_("this program was built without inih, which reads the file"), NULL,
                       NULL);
}

#endif

/* Nothing there to read configures nothing; everything else is file_read's to judge. */
static bool is_absent(const char *path)
{
    struct stat st;
    return stat(path, &st) ? errno == ENOENT || errno == ENOTDIR : S_ISREG(st.st_mode) && st.st_size == 0;
}

enum status config_read(const char *path, struct config *out, struct problem *problem)
{
    struct buffer bytes;
    *out = (struct config){0};
    if (is_absent(path))
        return STATUS_OK;
    buffer_init(&bytes);
    problem_file(problem, path);
    enum status status = file_read(path, CONFIG_FILE_MAX, &bytes, problem);
    if (status == STATUS_OK)
        status = config_parse(buffer_slice(&bytes), out, problem);
    if (status == STATUS_OK && problem)
        problem->file[0] = '\0';
    buffer_release(&bytes);
    return status;
}
