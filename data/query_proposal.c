/* Lists of proposals: filters, search, pages by key. */
#include "core/fold.h"
#include "data/query.h"
#include "data/seq.h"

#define COLUMNS                                                                                                        \
    "SELECT p.seq, p.body, p.idx, p.at, b.name, p.number, p.title, p.kind, p.state, p.author, p.id, "                  \
    "(SELECT count(*) FROM statement s WHERE s.body = p.body AND s.proposal = p.idx) "

/*
 * ?1 and ?2: from this seq on, below that; ?3 state, ?4 and ?5 tags, ?6 limit, ?7 search; an empty text means any.
 * Every statement has all of them.
 */
#define STATE "AND (?3 = '' OR p.state = ?3) "
#define TAG(number) "AND (?" number " = '' OR EXISTS (SELECT 1 FROM tag WHERE tag = ?" number " AND tag.seq = p.seq)) "

/* Whatever is asked for, an index leads that has the rows in the order of their seq: none is sorted, few skipped. */
static const char list_sql[] = COLUMNS "FROM proposal p JOIN body b ON b.num = p.body WHERE p.seq >= ?1 AND p.seq < ?2 "
                                       "AND ?3 || ?4 || ?5 || ?7 = '' ORDER BY p.seq DESC LIMIT ?6";

static const char state_sql[] =
    COLUMNS "FROM proposal p INDEXED BY proposal_state JOIN body b ON b.num = p.body WHERE p.state = ?3 "
            "AND p.seq >= ?1 AND p.seq < ?2 AND ?4 || ?5 || ?7 = '' ORDER BY p.seq DESC LIMIT ?6";

static const char tag_sql[] =
    COLUMNS "FROM tag t CROSS JOIN proposal p ON p.seq = t.seq JOIN body b ON b.num = p.body WHERE t.tag = ?4 "
            "AND t.seq >= ?1 AND t.seq < ?2 " STATE TAG("5") "AND ?7 = '' ORDER BY t.seq DESC LIMIT ?6";

static const char search_sql[] = COLUMNS
    "FROM search JOIN proposal p ON p.seq = search.rowid JOIN body b ON b.num = p.body WHERE search MATCH ?7 "
    "AND search.rowid >= ?1 AND search.rowid < ?2 " STATE TAG("4") TAG("5") "ORDER BY search.rowid DESC LIMIT ?6";

static struct proposal_item read_item(const struct rows *rows)
{
    return (struct proposal_item){.seq = rows_number(rows, 0),
                                  .body = rows_number(rows, 1),
                                  .index = rows_number(rows, 2),
                                  .at = rows_number(rows, 3),
                                  .body_name = rows_text(rows, 4),
                                  .number = rows_text(rows, 5),
                                  .title = rows_text(rows, 6),
                                  .kind = rows_text(rows, 7),
                                  .state = rows_text(rows, 8),
                                  .author = rows_text(rows, 9),
                                  .id = rows_digest(rows, 10),
                                  .statements = rows_number(rows, 11)};
}

/* A filter as the statements take it. */
struct question {
    struct buffer words, tag, other_tag; /* the other one only beside the first */
    int64_t from, below;
};

static void add_tag(struct question *question, const char *family, struct slice value)
{
    if (!value.length)
        return;
    struct buffer *tag = question->tag.length ? &question->other_tag : &question->tag;
    buffer_text(tag, family);
    buffer_add(tag, value);
}

static enum status read_filter(const struct proposal_filter *filter, struct question *out)
{
    buffer_init(&out->words);
    buffer_init(&out->tag);
    buffer_init(&out->other_tag);
    fold_query(filter->search, &out->words);
    add_tag(out, "demand:", filter->demand);
    add_tag(out, "bench:", filter->bench);
    out->from = seq_of(filter->body, 0);
    out->below = filter->body ? seq_of(filter->body + 1, 0) : INT64_MAX;
    if (filter->before && filter->before < out->below)
        out->below = filter->before;
    if (out->words.failed || out->tag.failed || out->other_tag.failed)
        return STATUS_NO_MEMORY;
    return STATUS_OK;
}

static const char *choose(const struct question *question, struct slice state)
{
    if (question->words.length)
        return search_sql;
    if (question->tag.length)
        return tag_sql;
    return state.length ? state_sql : list_sql;
}

static void release(struct question *question)
{
    buffer_release(&question->words);
    buffer_release(&question->tag);
    buffer_release(&question->other_tag);
}

enum status query_proposals(struct store *store, const struct proposal_filter *filter, proposal_visit *visit,
                            void *context, struct problem *problem)
{
    struct question question;
    enum status status = read_filter(filter, &question);
    /* Something was typed, but no letter or digit: nothing can match. */
    bool nothing = filter->search.length && !question.words.length;
    if (status == STATUS_OK && !nothing) {
        struct rows rows = store_ask(store, choose(&question, filter->state), "iitttit", question.from, question.below,
                                     filter->state, buffer_slice(&question.tag), buffer_slice(&question.other_tag),
                                     filter->limit ? filter->limit : INT64_C(-1), buffer_slice(&question.words));
        for (bool more = true; more && rows_next(&rows);) {
            struct proposal_item item = read_item(&rows);
            more = visit(context, &item);
        }
        if (rows_end(&rows) != STATUS_OK)
            status = store_problem(store, problem);
    }
    release(&question);
    return status;
}
