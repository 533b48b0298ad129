/* As SQL about the table `ballot`: how many seats may vote, and how many did. Recusals of a proposal are few. */
#ifndef DATA_BALLOT_COUNTS_H
#define DATA_BALLOT_COUNTS_H

/* What a recusal `r` must be to count in the row `a`: made before the ballot ended. */
#define BALLOT_RECUSED(a)                                                                                              \
    "r.body = " a ".body AND r.proposal = " a ".proposal AND (" a ".ended IS NULL OR r.idx < " a ".ended) "

/* Of those on the roll of the row `a`: without the ones that were recused before it ended. */
#define BALLOT_SEATS(a)                                                                                                \
    "(" a ".seats - (SELECT count(*) FROM recusal r JOIN seat s ON s.body = r.body AND s.id = r.seat "                 \
    "WHERE " BALLOT_RECUSED(a) "AND s.voting AND s.since < " a ".idx AND (s.until IS NULL OR s.until >= " a ".idx)))"

/* A seat's votes lie side by side: no list of seats is kept, as count(DISTINCT seat) would. */
#define BALLOT_VOTED(a)                                                                                                \
    "(SELECT count(*) FROM (SELECT DISTINCT v.seat FROM vote v WHERE v.body = " a ".body AND v.ballot = " a ".idx))"

/* The same, known where the ballot has ended, without seats that voted and were then recused: their votes fall away. */
#define BALLOT_CAST(a)                                                                                                 \
    "(coalesce(" a ".voted, " BALLOT_VOTED(a) ") - (SELECT count(*) FROM recusal r WHERE " BALLOT_RECUSED(             \
        a) "AND EXISTS (SELECT 1 FROM vote v WHERE v.body = r.body AND v.ballot = " a ".idx AND v.seat = r.seat)))"

#endif
