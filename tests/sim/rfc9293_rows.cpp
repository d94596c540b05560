// RFC 9293 3.10.7: what a segment means in each state, for profile rfc9293. Columns: what arrives;
// what is sent in answer; the state after it, with SND.UNA/RCV.NXT; what the program is told; the
// step of the clause above the block. Numbers count from the initial ones (tests/sim/peer.h says
// where each state stands).
#include "tests/sim/rfc9293_rows.h"

#include <utility>

namespace {

/// 3.10.7.1
const char* const closed = R"(
SYN                   | <SEQ=0><ACK=1><CTL=RST,ACK>  | CLOSED | nothing | ACK bit off
SYN-ACK               | <SEQ=1><CTL=RST>             | CLOSED | nothing | ACK bit on
acceptable ACK        | <SEQ=101><CTL=RST>           | CLOSED | nothing | ACK bit on
FIN in order          | <SEQ=1><CTL=RST>             | CLOSED | nothing | ACK bit on
RST at RCV.NXT        | nothing                      | CLOSED | nothing | a RST is discarded
RST that acknowledges | nothing                      | CLOSED | nothing | a RST is discarded
data in order         | <SEQ=1><CTL=RST>             | CLOSED | nothing | ACK bit on
data without ACK      | <SEQ=0><ACK=11><CTL=RST,ACK> | CLOSED | nothing | ACK bit off, SEG.LEN 10
)";

/// 3.10.7.2
const char* const listen = R"(
SYN                   | <SEQ=0><ACK=1><CTL=SYN,ACK> | SYN-RECEIVED 0/1 | nothing | third
SYN-ACK               | <SEQ=1><CTL=RST>            | LISTEN           | nothing | second
acceptable ACK        | <SEQ=101><CTL=RST>          | LISTEN           | nothing | second
FIN in order          | <SEQ=1><CTL=RST>            | LISTEN           | nothing | second
RST at RCV.NXT        | nothing                     | LISTEN           | nothing | first
RST that acknowledges | nothing                     | LISTEN           | nothing | first
data in order         | <SEQ=1><CTL=RST>            | LISTEN           | nothing | second
data without ACK      | nothing                     | LISTEN           | nothing | fourth
)";

/// 3.10.7.3
const char* const syn_sent = R"(
SYN                              | <SEQ=0><ACK=1><CTL=SYN,ACK> | SYN-RECEIVED 0/1 | nothing   | fourth, 3.5 figure 8
SYN-ACK                          | <SEQ=1><ACK=1><CTL=ACK>     | ESTABLISHED 1/1  | connected | fourth
SYN-ACK of what was never sent   | <SEQ=2><CTL=RST>            | SYN-SENT 0/0     | nothing   | first
acceptable ACK                   | nothing                     | SYN-SENT 0/0     | nothing   | fifth
ACK of what was never sent       | <SEQ=2><CTL=RST>            | SYN-SENT 0/0     | nothing   | first
ACK a little old                 | <SEQ=4294967295><CTL=RST>   | SYN-SENT 0/0     | nothing   | first
ACK far too old                  | <SEQ=4294897296><CTL=RST>   | SYN-SENT 0/0     | nothing   | first
FIN in order                     | <SEQ=0><CTL=RST>            | SYN-SENT 0/0     | nothing   | first, SEG.ACK = ISS
FIN in order with an ACK of all  | nothing                     | SYN-SENT 0/0     | nothing   | fifth
RST at RCV.NXT                   | nothing                     | SYN-SENT 0/0     | nothing   | second, no ACK
RST that acknowledges            | nothing                     | CLOSED 0/0       | refused   | second; connect(3p) names it
RST of what was never sent       | nothing                     | SYN-SENT 0/0     | nothing   | first
data in order                    | <SEQ=0><CTL=RST>            | SYN-SENT 0/0     | nothing   | first, SEG.ACK = ISS
data in order with an ACK of all | nothing                     | SYN-SENT 0/0     | nothing   | fifth
data without ACK                 | nothing                     | SYN-SENT 0/0     | nothing   | fifth
)";

/// 3.10.7.4
const char* const syn_received = R"(
SYN in the window                    | nothing                   | LISTEN 0/1       | nothing                | fourth, passive OPEN
old SYN                              | <SEQ=1><ACK=1><CTL=ACK>   | SYN-RECEIVED 0/1 | nothing                | first
SYN beyond the window                | <SEQ=1><ACK=1><CTL=ACK>   | SYN-RECEIVED 0/1 | nothing                | first
SYN-ACK                              | <SEQ=1><ACK=1><CTL=ACK>   | SYN-RECEIVED 0/1 | nothing                | first
SYN-ACK in the window                | nothing                   | LISTEN 0/1       | nothing                | fourth, passive OPEN
acceptable ACK                       | nothing                   | ESTABLISHED 1/1  | connected              | fifth
ACK of what was never sent           | <SEQ=2><CTL=RST>          | SYN-RECEIVED 0/1 | nothing                | fifth
ACK a little old                     | <SEQ=4294967295><CTL=RST> | SYN-RECEIVED 0/1 | nothing                | fifth
ACK far too old                      | <SEQ=4294897296><CTL=RST> | SYN-RECEIVED 0/1 | nothing                | fifth
FIN in order                         | <SEQ=0><CTL=RST>          | SYN-RECEIVED 0/1 | nothing                | fifth, SEG.ACK = SND.UNA
FIN in order with an ACK of all      | <SEQ=1><ACK=2><CTL=ACK>   | CLOSE-WAIT 1/2   | connected, peer closed | fifth, eighth
FIN beyond a gap                     | <SEQ=0><CTL=RST>          | SYN-RECEIVED 0/1 | nothing                | fifth, SEG.ACK = SND.UNA
old FIN again                        | <SEQ=1><ACK=1><CTL=ACK>   | SYN-RECEIVED 0/1 | nothing                | first
RST at RCV.NXT                       | nothing                   | LISTEN 0/1       | nothing                | second, passive OPEN
RST in the window but not at RCV.NXT | <SEQ=1><ACK=1><CTL=ACK>   | SYN-RECEIVED 0/1 | nothing                | second, RFC 5961 3.2
RST beyond the window                | nothing                   | SYN-RECEIVED 0/1 | nothing                | first
RST one before RCV.NXT               | nothing                   | SYN-RECEIVED 0/1 | nothing                | first
data in order                        | <SEQ=0><CTL=RST>          | SYN-RECEIVED 0/1 | nothing                | fifth, SEG.ACK = SND.UNA
data in order with an ACK of all     | a delayed ACK             | ESTABLISHED 1/11 | connected, readable    | fifth, seventh
old data                             | <SEQ=1><ACK=1><CTL=ACK>   | SYN-RECEIVED 0/1 | nothing                | first
data half old                        | a delayed ACK             | ESTABLISHED 1/6  | connected, readable    | first, fifth, seventh
data beyond the window               | <SEQ=1><ACK=1><CTL=ACK>   | SYN-RECEIVED 0/1 | nothing                | first
data in the window out of order      | <SEQ=1><ACK=1><CTL=ACK>   | ESTABLISHED 1/1  | connected              | fifth, seventh, RFC 5681 4.2
data without ACK                     | nothing                   | SYN-RECEIVED 0/1 | nothing                | fifth
)";

/// 3.10.7.4
const char* const syn_received_by_way_of_syn_sent = R"(
SYN in the window                    | <SEQ=1><ACK=1><CTL=ACK> | SYN-RECEIVED 0/1 | nothing                | fourth, RFC 5961 4.2
old SYN                              | <SEQ=1><ACK=1><CTL=ACK> | SYN-RECEIVED 0/1 | nothing                | first
SYN-ACK                              | <SEQ=1><ACK=1><CTL=ACK> | ESTABLISHED 1/1  | connected              | 3.5 figure 8, line 6
SYN-ACK in the window                | <SEQ=1><ACK=1><CTL=ACK> | SYN-RECEIVED 0/1 | nothing                | fourth, RFC 5961 4.2
acceptable ACK                       | nothing                 | ESTABLISHED 1/1  | connected              | fifth
ACK of what was never sent           | <SEQ=2><CTL=RST>        | SYN-RECEIVED 0/1 | nothing                | fifth
FIN in order with an ACK of all      | <SEQ=1><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | connected, peer closed | fifth, eighth
RST at RCV.NXT                       | nothing                 | CLOSED 0/1       | refused                | second, active OPEN
RST in the window but not at RCV.NXT | <SEQ=1><ACK=1><CTL=ACK> | SYN-RECEIVED 0/1 | nothing                | second, RFC 5961 3.2
RST beyond the window                | nothing                 | SYN-RECEIVED 0/1 | nothing                | first
data in order with an ACK of all     | a delayed ACK           | ESTABLISHED 1/11 | connected, readable    | fifth, seventh
data without ACK                     | nothing                 | SYN-RECEIVED 0/1 | nothing                | fifth
)";

/// 3.10.7.4
const char* const established = R"(
SYN in the window                    | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | fourth, RFC 5961 4.2
old SYN                              | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | first
SYN beyond the window                | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | first
SYN-ACK                              | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | first
SYN-ACK in the window                | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | fourth, RFC 5961 4.2
acceptable ACK                       | nothing                   | ESTABLISHED 101/1  | writable              | fifth
ACK of what was never sent           | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | fifth, RFC 5961 5.2
ACK a little old                     | nothing                   | ESTABLISHED 1/1    | nothing               | fifth, it can be ignored
ACK far too old                      | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | fifth, RFC 5961 5.2
FIN in order                         | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2     | peer closed           | eighth
FIN in order with an ACK of all      | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 101/2   | writable, peer closed | fifth, eighth
FIN beyond a gap                     | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | first (SHLD-31), RFC 5681 4.2
old FIN again                        | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | first
RST at RCV.NXT                       | nothing                   | CLOSED 1/1         | reset                 | second
RST that acknowledges                | nothing                   | CLOSED 1/1         | reset                 | second
RST in the window but not at RCV.NXT | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | second, RFC 5961 3.2
RST beyond the window                | nothing                   | ESTABLISHED 1/1    | nothing               | first
RST one before RCV.NXT               | nothing                   | ESTABLISHED 1/1    | nothing               | first
data in order                        | a delayed ACK             | ESTABLISHED 1/11   | readable              | seventh
data in order with an ACK of all     | a delayed ACK             | ESTABLISHED 101/11 | writable, readable    | fifth, seventh
old data                             | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | first
data half old                        | a delayed ACK             | ESTABLISHED 101/6  | writable, readable    | first, fifth, seventh
data beyond the window               | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 1/1    | nothing               | first
data in the window out of order      | <SEQ=101><ACK=1><CTL=ACK> | ESTABLISHED 101/1  | writable              | seventh (MAY-13), RFC 5681 4.2
data without ACK                     | nothing                   | ESTABLISHED 1/1    | nothing               | fifth
)";

/// 3.10.7.4
const char* const fin_wait_1 = R"(
SYN in the window                    | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | fourth, RFC 5961 4.2
old SYN                              | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | first
SYN beyond the window                | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | first
SYN-ACK                              | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | first
SYN-ACK in the window                | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | fourth, RFC 5961 4.2
acceptable ACK                       | nothing                   | FIN-WAIT-2 102/1  | writable              | fifth
ACK of all but the FIN               | nothing                   | FIN-WAIT-1 101/1  | writable              | fifth
ACK of what was never sent           | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | fifth, RFC 5961 5.2
ACK a little old                     | nothing                   | FIN-WAIT-1 1/1    | nothing               | fifth, it can be ignored
ACK far too old                      | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | fifth, RFC 5961 5.2
FIN in order                         | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2       | peer closed           | eighth
FIN in order with an ACK of all      | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2   | writable, peer closed | fifth, eighth
FIN beyond a gap                     | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | first (SHLD-31), RFC 5681 4.2
old FIN again                        | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | first
RST at RCV.NXT                       | nothing                   | CLOSED 1/1        | reset                 | second
RST that acknowledges                | nothing                   | CLOSED 1/1        | reset                 | second
RST in the window but not at RCV.NXT | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | second, RFC 5961 3.2
RST beyond the window                | nothing                   | FIN-WAIT-1 1/1    | nothing               | first
RST one before RCV.NXT               | nothing                   | FIN-WAIT-1 1/1    | nothing               | first
data in order                        | a delayed ACK             | FIN-WAIT-1 1/11   | readable              | seventh
data in order with an ACK of all     | a delayed ACK             | FIN-WAIT-2 102/11 | writable, readable    | fifth, seventh
old data                             | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | first
data half old                        | a delayed ACK             | FIN-WAIT-2 102/6  | writable, readable    | first, fifth, seventh
data beyond the window               | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-1 1/1    | nothing               | first
data in the window out of order      | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | writable              | seventh (MAY-13), RFC 5681 4.2
data without ACK                     | nothing                   | FIN-WAIT-1 1/1    | nothing               | fifth
)";

/// 3.10.7.4
const char* const fin_wait_2 = R"(
SYN in the window                    | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | fourth, RFC 5961 4.2
old SYN                              | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | first
SYN beyond the window                | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | first
SYN-ACK                              | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | first
SYN-ACK in the window                | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | fourth, RFC 5961 4.2
acceptable ACK                       | nothing                   | FIN-WAIT-2 102/1  | nothing     | fifth
ACK of what was never sent           | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | fifth, RFC 5961 5.2
ACK a little old                     | nothing                   | FIN-WAIT-2 102/1  | nothing     | fifth, it can be ignored
ACK far too old                      | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | fifth, RFC 5961 5.2
FIN in order                         | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2   | peer closed | eighth
FIN in order with an ACK of all      | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2   | peer closed | fifth, eighth
FIN beyond a gap                     | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | first (SHLD-31), RFC 5681 4.2
old FIN again                        | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | first
RST at RCV.NXT                       | nothing                   | CLOSED 102/1      | reset       | second
RST that acknowledges                | nothing                   | CLOSED 102/1      | reset       | second
RST in the window but not at RCV.NXT | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | second, RFC 5961 3.2
RST beyond the window                | nothing                   | FIN-WAIT-2 102/1  | nothing     | first
RST one before RCV.NXT               | nothing                   | FIN-WAIT-2 102/1  | nothing     | first
data in order                        | a delayed ACK             | FIN-WAIT-2 102/11 | readable    | seventh
data in order with an ACK of all     | a delayed ACK             | FIN-WAIT-2 102/11 | readable    | fifth, seventh
old data                             | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | first
data half old                        | a delayed ACK             | FIN-WAIT-2 102/6  | readable    | first, fifth, seventh
data beyond the window               | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | first
data in the window out of order      | <SEQ=102><ACK=1><CTL=ACK> | FIN-WAIT-2 102/1  | nothing     | seventh (MAY-13), RFC 5681 4.2
data without ACK                     | nothing                   | FIN-WAIT-2 102/1  | nothing     | fifth
)";

/// 3.10.7.4
const char* const close_wait = R"(
SYN in the window                    | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | fourth, RFC 5961 4.2
old SYN                              | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | first
SYN beyond the window                | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | first
SYN-ACK                              | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | first
SYN-ACK in the window                | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | fourth, RFC 5961 4.2
acceptable ACK                       | nothing                   | CLOSE-WAIT 101/2 | writable | fifth
ACK of what was never sent           | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | fifth, RFC 5961 5.2
ACK a little old                     | nothing                   | CLOSE-WAIT 1/2   | nothing  | fifth, it can be ignored
ACK far too old                      | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | fifth, RFC 5961 5.2
FIN in order                         | nothing                   | CLOSE-WAIT 1/2   | nothing  | eighth, there is no second FIN
FIN in order with an ACK of all      | nothing                   | CLOSE-WAIT 101/2 | writable | fifth, eighth
FIN beyond a gap                     | nothing                   | CLOSE-WAIT 1/2   | nothing  | eighth, there is no second FIN
old FIN again                        | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | first
RST at RCV.NXT                       | nothing                   | CLOSED 1/2       | reset    | second
RST that acknowledges                | nothing                   | CLOSED 1/2       | reset    | second
RST in the window but not at RCV.NXT | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | second, RFC 5961 3.2
RST beyond the window                | nothing                   | CLOSE-WAIT 1/2   | nothing  | first
RST one before RCV.NXT               | nothing                   | CLOSE-WAIT 1/2   | nothing  | first
data in order                        | nothing                   | CLOSE-WAIT 1/2   | nothing  | seventh, ignored
data in order with an ACK of all     | nothing                   | CLOSE-WAIT 101/2 | writable | fifth
old data                             | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | first
data half old                        | nothing                   | CLOSE-WAIT 101/2 | writable | fifth, seventh ignored
data beyond the window               | <SEQ=101><ACK=2><CTL=ACK> | CLOSE-WAIT 1/2   | nothing  | first
data in the window out of order      | nothing                   | CLOSE-WAIT 101/2 | writable | fifth, seventh ignored
data without ACK                     | nothing                   | CLOSE-WAIT 1/2   | nothing  | fifth
)";

/// 3.10.7.4
const char* const closing = R"(
SYN in the window                    | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | fourth, RFC 5961 4.2
old SYN                              | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | first
SYN beyond the window                | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | first
SYN-ACK                              | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | first
SYN-ACK in the window                | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | fourth, RFC 5961 4.2
acceptable ACK                       | nothing                   | TIME-WAIT 102/2 | writable | fifth
ACK of all but the FIN               | nothing                   | CLOSING 101/2   | writable | fifth
ACK of what was never sent           | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | fifth, RFC 5961 5.2
ACK a little old                     | nothing                   | CLOSING 1/2     | nothing  | fifth, it can be ignored
ACK far too old                      | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | fifth, RFC 5961 5.2
FIN in order                         | nothing                   | CLOSING 1/2     | nothing  | eighth, there is no second FIN
FIN in order with an ACK of all      | nothing                   | TIME-WAIT 102/2 | writable | fifth, eighth
FIN beyond a gap                     | nothing                   | CLOSING 1/2     | nothing  | eighth, there is no second FIN
old FIN again                        | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | first
RST at RCV.NXT                       | nothing                   | CLOSED 1/2      | nothing  | second
RST that acknowledges                | nothing                   | CLOSED 1/2      | nothing  | second
RST in the window but not at RCV.NXT | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | second, RFC 5961 3.2
RST beyond the window                | nothing                   | CLOSING 1/2     | nothing  | first
RST one before RCV.NXT               | nothing                   | CLOSING 1/2     | nothing  | first
data in order                        | nothing                   | CLOSING 1/2     | nothing  | seventh, ignored
data in order with an ACK of all     | nothing                   | TIME-WAIT 102/2 | writable | fifth
old data                             | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | first
data half old                        | nothing                   | TIME-WAIT 102/2 | writable | fifth, seventh ignored
data beyond the window               | <SEQ=102><ACK=2><CTL=ACK> | CLOSING 1/2     | nothing  | first
data in the window out of order      | nothing                   | TIME-WAIT 102/2 | writable | fifth, seventh ignored
data without ACK                     | nothing                   | CLOSING 1/2     | nothing  | fifth
)";

/// 3.10.7.4
const char* const last_ack = R"(
SYN in the window                    | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | fourth, RFC 5961 4.2
old SYN                              | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | first
SYN beyond the window                | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | first
SYN-ACK                              | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | first
SYN-ACK in the window                | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | fourth, RFC 5961 4.2
acceptable ACK                       | nothing                   | CLOSED 102/2   | writable | fifth
ACK of all but the FIN               | nothing                   | LAST-ACK 101/2 | writable | fifth
ACK of what was never sent           | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | fifth, RFC 5961 5.2
ACK a little old                     | nothing                   | LAST-ACK 1/2   | nothing  | fifth, it can be ignored
ACK far too old                      | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | fifth, RFC 5961 5.2
FIN in order                         | nothing                   | LAST-ACK 1/2   | nothing  | eighth, there is no second FIN
FIN in order with an ACK of all      | nothing                   | CLOSED 102/2   | writable | fifth, eighth
FIN beyond a gap                     | nothing                   | LAST-ACK 1/2   | nothing  | eighth, there is no second FIN
old FIN again                        | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | first
RST at RCV.NXT                       | nothing                   | CLOSED 1/2     | nothing  | second
RST that acknowledges                | nothing                   | CLOSED 1/2     | nothing  | second
RST in the window but not at RCV.NXT | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | second, RFC 5961 3.2
RST beyond the window                | nothing                   | LAST-ACK 1/2   | nothing  | first
RST one before RCV.NXT               | nothing                   | LAST-ACK 1/2   | nothing  | first
data in order                        | nothing                   | LAST-ACK 1/2   | nothing  | seventh, ignored
data in order with an ACK of all     | nothing                   | CLOSED 102/2   | writable | fifth
old data                             | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | first
data half old                        | nothing                   | CLOSED 102/2   | writable | fifth, seventh ignored
data beyond the window               | <SEQ=102><ACK=2><CTL=ACK> | LAST-ACK 1/2   | nothing  | first
data in the window out of order      | nothing                   | CLOSED 102/2   | writable | fifth, seventh ignored
data without ACK                     | nothing                   | LAST-ACK 1/2   | nothing  | fifth
)";

/// 3.10.7.4
const char* const time_wait = R"(
SYN in the window                    | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | fourth, RFC 5961 4.2
old SYN                              | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | first
SYN beyond the window                | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | first
SYN-ACK                              | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | first
SYN-ACK in the window                | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | fourth, RFC 5961 4.2
acceptable ACK                       | nothing                   | TIME-WAIT 102/2 | nothing | fifth
ACK of what was never sent           | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | fifth, RFC 5961 5.2
ACK a little old                     | nothing                   | TIME-WAIT 102/2 | nothing | fifth, it can be ignored
ACK far too old                      | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | fifth, RFC 5961 5.2
FIN in order                         | nothing                   | TIME-WAIT 102/2 | nothing | eighth, there is no second FIN
FIN in order with an ACK of all      | nothing                   | TIME-WAIT 102/2 | nothing | fifth, eighth
FIN beyond a gap                     | nothing                   | TIME-WAIT 102/2 | nothing | eighth, there is no second FIN
old FIN again                        | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | first, eighth
RST at RCV.NXT                       | nothing                   | CLOSED 102/2    | nothing | second
RST that acknowledges                | nothing                   | CLOSED 102/2    | nothing | second
RST in the window but not at RCV.NXT | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | second, RFC 5961 3.2
RST beyond the window                | nothing                   | TIME-WAIT 102/2 | nothing | first
RST one before RCV.NXT               | nothing                   | TIME-WAIT 102/2 | nothing | first
data in order                        | nothing                   | TIME-WAIT 102/2 | nothing | seventh, ignored
data in order with an ACK of all     | nothing                   | TIME-WAIT 102/2 | nothing | fifth
old data                             | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | first
data half old                        | nothing                   | TIME-WAIT 102/2 | nothing | fifth, seventh ignored
data beyond the window               | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | first
data in the window out of order      | nothing                   | TIME-WAIT 102/2 | nothing | fifth, seventh ignored
data without ACK                     | nothing                   | TIME-WAIT 102/2 | nothing | fifth
)";

} // namespace

std::vector<Row> rfc9293_rows() {
    const std::vector<std::pair<const char*, const char*>> blocks{
        {"CLOSED", closed},
        {"LISTEN", listen},
        {"SYN-SENT", syn_sent},
        {"SYN-RECEIVED", syn_received},
        {"SYN-RECEIVED by way of SYN-SENT", syn_received_by_way_of_syn_sent},
        {"ESTABLISHED", established},
        {"FIN-WAIT-1", fin_wait_1},
        {"FIN-WAIT-2", fin_wait_2},
        {"CLOSE-WAIT", close_wait},
        {"CLOSING", closing},
        {"LAST-ACK", last_ack},
        {"TIME-WAIT", time_wait}};
    std::vector<Row> rows;
    for (const auto& [state, lines] : blocks)
        for (const Row& row : rows_of(state, lines))
            rows.push_back(row);
    return rows;
}
