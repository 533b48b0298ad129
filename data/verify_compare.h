/* What is stored beside the entries, against what they give: nodes, tables, signed heads. For verify*.c only. */
#ifndef DATA_VERIFY_COMPARE_H
#define DATA_VERIFY_COMPARE_H

#include "data/verify_work.h"

/* Nodes that the last batch finished against the stored ones; `before`: leaves before it. */
MUST_CHECK enum status verify_nodes(struct body_audit *body, uint64_t before);
/* Nodes beyond the tree; then the one finding about all nodes. */
MUST_CHECK enum status verify_nodes_end(struct body_audit *body);
/* Votes of ballots that have ended, or of all that were not compared yet, against the stored ones. */
MUST_CHECK enum status verify_votes(struct body_audit *body, bool all);
/* Those that were not compared yet; and, unless earlier ones are known, that no others are stored. */
MUST_CHECK enum status verify_votes_end(struct body_audit *body, bool *equal);
/* The derived tables of the body against the replayed ones. */
MUST_CHECK enum status verify_tables(struct body_audit *body);
/* Rows of bodies that have no entries, and, where the file is looked at as a whole, the index for searching. */
MUST_CHECK enum status verify_strays(struct audit *audit);

/* Counts the attachments that are not there; after the tables were compared, which name them. */
MUST_CHECK enum status verify_absent(struct body_audit *body);
/* Keeps the root when a signed head has the size that the tree has now. */
MUST_CHECK enum status verify_head_pass(struct body_audit *body);
/* All signed heads, and the mark. */
MUST_CHECK enum status verify_heads(struct body_audit *body);

#endif
