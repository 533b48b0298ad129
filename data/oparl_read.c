#include "data/oparl_read.h"

#include "data/file.h"
#include "data/oparl.h"
#include "data/oparl_json.h"

/* A file full of consultations with one id must not cost the square of their number. */
enum { NAMESAKES_MAX = 16 };

struct reader {
    struct oparl_records *records;
    struct oparl_report *report;
    const char *file;
};

/* The objects that the one being read stands in: what it need not say itself. */
struct parents {
    struct slice paper, meeting, item;
    int depth;
    bool inner; /* stands in another object, not in a file or a list */
};

static void read_object(struct reader *reader, const json_t *object, struct parents in);

static void note(struct reader *reader, enum oparl_cause cause, struct slice id, struct slice detail)
{
    oparl_report_note(reader->report, cause, reader->file, id, detail);
}

static struct slice either(struct slice own, struct slice other)
{
    return own.length ? own : other;
}

/* Objects stand alone or in a list; strings in their place are ids and were read as such. */
static void read_inside(struct reader *reader, const json_t *object, const char *key, struct parents in)
{
    const json_t *value = json_object_get(object, key);
    in.inner = true;
    if (json_is_object(value))
        read_object(reader, value, in);
    for (size_t i = 0; i < json_array_size(value); i++)
        if (json_is_object(json_array_get(value, i)))
            read_object(reader, json_array_get(value, i), in);
}

static bool contradict(struct slice a, struct slice b)
{
    return a.length && b.length && !slice_equal(a, b);
}

/*
 * A consultation may come twice, from its paper and by itself, and each time say less than all. But there are systems
 * that give one id to two consultations, in different meetings: these stay two.
 */
static bool complete(struct oparl_consultation *known, const struct oparl_consultation *more)
{
    if (contradict(known->paper, more->paper) || contradict(known->meeting, more->meeting) ||
        contradict(known->item, more->item) || contradict(known->role, more->role))
        return false;
    known->paper = either(known->paper, more->paper);
    known->meeting = either(known->meeting, more->meeting);
    known->item = either(known->item, more->item);
    known->role = either(known->role, more->role);
    if (known->authoritative == OPARL_UNKNOWN)
        known->authoritative = more->authoritative;
    return true;
}

static void keep_consultation(struct reader *reader, const struct oparl_consultation *read)
{
    struct oparl_records *records = reader->records;
    struct oparl_consultation *first = oparl_find(&records->consultations, read->id);
    int compared = 0;
    for (struct oparl_consultation *known = first; known && compared < NAMESAKES_MAX; known = known->next_of_id) {
        if (complete(known, read))
            return;
        compared++;
    }
    struct oparl_consultation *kept = oparl_records_new(records, sizeof *kept);
    if (!kept)
        return;
    *kept = *read;
    *records->consultation_end = kept;
    records->consultation_end = &kept->next;
    oparl_store(records, &records->consultations, kept->id, kept);
    if (first) {
        kept->next_of_id = first->next_of_id;
        first->next_of_id = kept;
    }
    reader->report->consultations++;
}

static void read_consultation(struct reader *reader, const json_t *object, struct slice id, struct parents in)
{
    struct oparl_records *records = reader->records;
    const json_t *answer = json_object_get(object, "authoritative");
    struct oparl_consultation read = {
        .id = id,
        .paper = either(oparl_json_reference(records, object, "paper"), in.paper),
        .meeting = either(oparl_json_reference(records, object, "meeting"), in.meeting),
        .item = either(oparl_json_reference(records, object, "agendaItem"), in.item),
        .role = oparl_json_line(records, object, "role"),
        .authoritative = json_is_true(answer)    ? OPARL_YES
                         : json_is_false(answer) ? OPARL_NO
                                                 : OPARL_UNKNOWN,
    };
    keep_consultation(reader, &read);
    read_inside(reader, object, "paper", in);
    read_inside(reader, object, "meeting", in);
    read_inside(reader, object, "agendaItem", in);
}

static bool is_taken(struct reader *reader, void *const *tree, struct slice id)
{
    bool taken = oparl_find(tree, id) != NULL;
    if (taken)
        note(reader, OPARL_DUPLICATE, id, SLICE(""));
    return taken;
}

/* A paper may name its consultations by their ids alone. */
static void read_consultation_ids(struct reader *reader, const json_t *object, struct slice paper)
{
    struct oparl_list ids = oparl_json_references(reader->records, object, "consultation");
    for (size_t i = 0; i < ids.count; i++)
        keep_consultation(reader, &(struct oparl_consultation){.id = ids.at[i], .paper = paper});
}

static void read_paper(struct reader *reader, const json_t *object, struct slice id, struct parents in)
{
    static const char *const files[] = {"mainFile", "auxiliaryFile", NULL};
    struct oparl_records *records = reader->records;
    struct oparl_paper *paper =
        is_taken(reader, &records->papers, id) ? NULL : oparl_records_new(records, sizeof *paper);
    if (!paper)
        return;
    *paper = (struct oparl_paper){
        .id = id,
        .reference = oparl_json_line(records, object, "reference"),
        .name = oparl_json_line(records, object, "name"),
        .type = oparl_json_line(records, object, "paperType"),
        .date = oparl_json_line(records, object, "date"),
        .web = oparl_json_line(records, object, "web"),
        .license = oparl_json_line(records, object, "license"),
        .files = oparl_json_files(records, object, files),
        .text = oparl_json_text(records, json_object_get(object, "mainFile"), "text"),
        .persons = oparl_json_references(records, object, "originatorPerson"),
        .organizations = oparl_json_references(records, object, "originatorOrganization"),
        .direction = oparl_json_references(records, object, "underDirectionOf"),
        .above = oparl_json_references(records, object, "superordinatedPaper"),
        .file = reader->file,
    };
    *records->paper_end = paper;
    records->paper_end = &paper->next;
    oparl_store(records, &records->papers, id, paper);
    reader->report->papers++;
    in.paper = id;
    read_consultation_ids(reader, object, id);
    read_inside(reader, object, "consultation", in);
}

static void read_item(struct reader *reader, const json_t *object, struct slice id, struct parents in)
{
    static const char *const files[] = {"resolutionFile", "auxiliaryFile", NULL};
    struct oparl_records *records = reader->records;
    struct oparl_item *item = is_taken(reader, &records->items, id) ? NULL : oparl_records_new(records, sizeof *item);
    if (!item)
        return;
    *item = (struct oparl_item){
        .id = id,
        .meeting = either(oparl_json_reference(records, object, "meeting"), in.meeting),
        .consultation = oparl_json_reference(records, object, "consultation"),
        .number = either(oparl_json_line(records, object, "number"), oparl_json_line(records, object, "order")),
        .name = oparl_json_line(records, object, "name"),
        .result = oparl_json_line(records, object, "result"),
        .resolution = oparl_json_text(records, object, "resolutionText"),
        .files = oparl_json_files(records, object, files),
        .closed = json_is_false(json_object_get(object, "public")),
        .file = reader->file,
    };
    *records->item_end = item;
    records->item_end = &item->next;
    oparl_store(records, &records->items, id, item);
    oparl_store(records, &records->items_by_consultation, item->consultation, item);
    reader->report->items++;
    in.item = id;
    in.meeting = item->meeting;
    read_inside(reader, object, "consultation", in);
}

static void read_meeting(struct reader *reader, const json_t *object, struct slice id, struct parents in)
{
    struct oparl_records *records = reader->records;
    struct oparl_meeting *meeting =
        is_taken(reader, &records->meetings, id) ? NULL : oparl_records_new(records, sizeof *meeting);
    if (!meeting)
        return;
    *meeting = (struct oparl_meeting){
        .id = id,
        .name = oparl_json_line(records, object, "name"),
        .start = oparl_json_line(records, object, "start"),
        .cancelled = json_is_true(json_object_get(object, "cancelled")),
    };
    oparl_store(records, &records->meetings, id, meeting);
    reader->report->meetings++;
    in.meeting = id;
    read_inside(reader, object, "agendaItem", in);
}

/* Only its name is wanted, for the originators of papers. */
static void read_organization(struct reader *reader, const json_t *object, struct slice id)
{
    struct oparl_records *records = reader->records;
    struct slice name = oparl_json_line(records, object, "name");
    struct slice *kept = oparl_records_new(records, sizeof *kept);
    if (!kept || !name.length || oparl_find(&records->organizations, id))
        return;
    *kept = name;
    oparl_store(records, &records->organizations, id, kept);
    reader->report->organizations++;
}

static void read_list(struct reader *reader, const json_t *list, struct parents in)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (json_is_object(json_array_get(list, i)))
            read_object(reader, json_array_get(list, i), in);
        else
            note(reader, OPARL_NO_OBJECT, SLICE(""), SLICE(""));
    }
}

/* A file, a page of a list, a whole body: it becomes no draft, but may hold what does. */
static void read_other(struct reader *reader, const json_t *object, struct slice id, struct parents in)
{
    static const char *const keys[] = {"paper", "meeting", "agendaItem", "consultation", "organization"};
    const json_t *data = json_object_get(object, "data");
    if (oparl_type_of(object) == OPARL_TYPE_NONE && json_is_array(data)) {
        read_list(reader, data, in);
        return;
    }
    if (!in.inner)
        note(reader, OPARL_TYPE, id, oparl_json_line(reader->records, object, "type"));
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        read_inside(reader, object, keys[i], in);
}

static void read_object(struct reader *reader, const json_t *object, struct parents in)
{
    struct slice id = oparl_json_line(reader->records, object, "id");
    enum oparl_type type = oparl_type_of(object);
    if (in.depth++ == OPARL_DEPTH_MAX) {
        note(reader, OPARL_NESTED, id, SLICE(""));
        return;
    }
    if (json_is_true(json_object_get(object, "deleted"))) {
        note(reader, OPARL_DELETED, id, SLICE(""));
        return;
    }
    switch (type) {
    case OPARL_TYPE_PAPER:
        read_paper(reader, object, id, in);
        break;
    case OPARL_TYPE_MEETING:
        read_meeting(reader, object, id, in);
        break;
    case OPARL_TYPE_ITEM:
        read_item(reader, object, id, in);
        break;
    case OPARL_TYPE_CONSULTATION:
        read_consultation(reader, object, id, in);
        break;
    case OPARL_TYPE_ORGANIZATION:
        read_organization(reader, object, id);
        break;
    case OPARL_TYPE_OTHER:
    case OPARL_TYPE_NONE:
        read_other(reader, object, id, in);
        break;
    }
}

static void read_root(struct reader *reader, const json_t *root)
{
    struct parents nothing = {.depth = 0};
    if (json_is_object(root))
        read_object(reader, root, nothing);
    read_list(reader, root, nothing);
}

/* Some systems write a byte order mark, which JSON does not have. */
static struct slice without_mark(struct slice bytes)
{
    return slice_is(slice_head(bytes, 3), "\xEF\xBB\xBF") ? slice_from(bytes, 3) : bytes;
}

static void note_json(struct reader *reader, const json_error_t *error)
{
    struct problem problem = {0};
    problem_file(&problem, reader->file);
    problem_place(&problem, error->line > 0 ? (unsigned long)error->line : 0,
                  error->column > 0 ? (unsigned long)error->column : 0);
    problem_say(&problem, STATUS_FORM, oparl_cause_sentence(OPARL_JSON), reader->file, error->text);
    oparl_report_problem(reader->report, OPARL_JSON, &problem);
}

enum status oparl_read_file(const char *path, struct oparl_records *records, struct oparl_report *report)
{
    struct reader reader = {.records = records, .report = report, .file = path};
    struct problem problem = {0};
    json_error_t error;
    struct buffer bytes;
    buffer_init(&bytes);
    json_t *root = NULL;
    enum status status = file_read(path, OPARL_FILE_MAX, &bytes, &problem);
    if (status == STATUS_FILE) {
        oparl_report_problem(report, OPARL_FILE, &problem);
        status = STATUS_OK;
        goto out;
    }
    if (status)
        goto out;
    struct slice text = without_mark(buffer_slice(&bytes));
    root = json_loadb(text.at, text.length, 0, &error);
    if (!root && json_error_code(&error) == json_error_out_of_memory)
        status = STATUS_NO_MEMORY;
    else if (!root)
        note_json(&reader, &error);
    report->files += root != NULL;
    read_root(&reader, root);
    if (records->failed || report->failed)
        status = STATUS_NO_MEMORY;
out:
    json_decref(root);
    buffer_release(&bytes);
    return status;
}
