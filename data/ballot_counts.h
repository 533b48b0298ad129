/* As SQL about the table `ballot`: how many seats may vote, and how many did. */
#ifndef DATA_BALLOT_COUNTS_H
#define DATA_BALLOT_COUNTS_H

/* Of a ballot that is opened at index ?2 of body ?1: how many seats on its roll vote, whoever is recused. */
#define BALLOT_ROLL                                                                                                    \
    "(SELECT count(*) FROM seat WHERE body = ?1 AND voting AND since < ?2 AND (until IS NULL OR until >= ?2))"

/* Of those on the roll of the row `a`: without the ones that were recused before it ended. */
#define BALLOT_SEATS(a)                                                                                                \
    "(" a ".seats - (SELECT count(*) FROM recusal r JOIN seat s ON s.body = r.body AND s.id = r.seat "                 \
    "WHERE r.body = " a ".body AND r.proposal = " a ".proposal AND (" a ".ended IS NULL OR r.idx < " a ".ended) "      \
    "AND s.voting AND s.since < " a ".idx AND (s.until IS NULL OR s.until >= " a ".idx)))"

/* A seat's votes lie side by side: no list of seats is kept, as count(DISTINCT seat) would. */
#define BALLOT_VOTED(a)                                                                                                \
    "(SELECT count(*) FROM (SELECT DISTINCT v.seat FROM vote v WHERE v.body = " a ".body AND v.ballot = " a ".idx))"

#endif
