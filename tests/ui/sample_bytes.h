#pragma once

namespace ui_test {

/// Three segments of 1448 bytes, of which the second is lost. B reads the first after 300 ms and
/// all others after a second more.
inline constexpr const char* lost_segment = R"(
title.en = "t"
title.zh = "t"
run.limit = "20 s"
link.delay = "10 ms"
[[host]]
name = "A"
[host.sysctl]
"net.ipv4.tcp_sack" = 0
[[program]]
host = "B"
name = "server"
calls = ['listener = socket()', 'bind(listener, 8080)', 'listen(listener, 5)', 'conn = accept(listener)',
    'sleep(300 ms)', 'data = recv(conn, 1448)', 'sleep(1 s)',
    'repeat until end of stream', '    data = recv(conn, 2048)', 'end', 'close(conn)']
[[program]]
host = "A"
name = "client"
calls = ['sock = socket()', 'connect(sock, B, 8080)', 'send(sock, bytes(4344))', 'sleep(2 s)', 'close(sock)']
[[fault]]
do = "drop"
from = "A"
what = "data"
nth = 2
)";

/// B has a small buffer and reads nothing for three seconds.
inline constexpr const char* slow_reader = R"(
title.en = "t"
title.zh = "t"
run.limit = "60 s"
link.delay = "10 ms"
[[host]]
name = "B"
[host.sysctl]
"net.ipv4.tcp_rmem" = "4096 8192 8192"
"net.ipv4.tcp_sack" = 0
[[program]]
host = "B"
name = "server"
calls = ['listener = socket()', 'bind(listener, 8080)', 'listen(listener, 5)', 'conn = accept(listener)',
    'sleep(3 s)', 'repeat until end of stream', '    data = recv(conn, 2048)', 'end', 'close(conn)']
[[program]]
host = "A"
name = "client"
calls = ['sock = socket()', 'connect(sock, B, 8080)', 'send(sock, bytes(20000))', 'close(sock)']
)";

/// More than 100,000 records, with losses.
inline constexpr const char* bulk = R"(
title.en = "t"
title.zh = "t"
run.limit = "60 s"
link.delay = "1 ms"
link.loss = 0.002
[[host]]
name = "A"
[host.sysctl]
"net.ipv4.tcp_sack" = 0
[[program]]
host = "B"
name = "server"
calls = ['listener = socket()', 'bind(listener, 8080)', 'listen(listener, 5)', 'conn = accept(listener)',
    'repeat until end of stream', '    data = recv(conn, 100000)', 'end', 'close(conn)']
[[program]]
host = "A"
name = "client"
calls = ['sock = socket()', 'connect(sock, B, 8080)', 'repeat 20', 'send(sock, bytes(2000000))', 'end',
    'close(sock)']
)";

} // namespace ui_test
