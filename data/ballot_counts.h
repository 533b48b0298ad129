/* As SQL about a row of the table `ballot`: how many seats could vote by now, and how many did. */
#ifndef DATA_BALLOT_COUNTS_H
#define DATA_BALLOT_COUNTS_H

#define BALLOT_SEATS(a)                                                                                                \
    "(SELECT count(*) FROM seat s WHERE s.body = " a ".body AND s.voting AND s.since < " a ".idx AND "                 \
    "(s.until IS NULL OR s.until >= " a ".idx) AND NOT EXISTS (SELECT 1 FROM recusal r "                               \
    "WHERE r.body = " a ".body AND r.proposal = " a ".proposal AND r.seat = s.id))"

/* A seat's votes lie side by side: no list of seats is kept, as count(DISTINCT seat) would. */
#define BALLOT_VOTED(a)                                                                                                \
    "(SELECT count(*) FROM (SELECT DISTINCT v.seat FROM vote v WHERE v.body = " a ".body AND v.ballot = " a ".idx))"

#endif
