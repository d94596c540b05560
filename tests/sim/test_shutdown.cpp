#include "tests/sim/peer.h"
#include "tests/sim/played.h"

#include <QtTest>

namespace {

using namespace sim;

/// "recv 5", "recv -1 ECONNRESET": what the calls of A, from shutdown() on, gave back.
QStringList results(const Trace& trace) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::call || record.host != 0) continue;
        const CallEvent& call = trace.calls.at(record.detail);
        if (call.phase != CallPhase::returned) continue;
        lines << QString::fromStdString(call.name) + ' ' + QString::number(call.result.value_or(0))
                     + (call.error.empty() ? "" : ' ' + QString::fromStdString(call.error));
    }
    return lines.mid(2);
}

int resets_of_a(const Trace& trace) {
    int count = 0;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind == RecordKind::sent && record.host == 0 && record.flags.rst) ++count;
    }
    return count;
}

/// The peer sends five bytes 200 ms after the handshake.
Trace played_with(const char* calls) {
    return played(std::string(R"(title.en = "t"
link.delay = "10 ms"
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)', 'sleep(200 ms)',
         'send(c, "hello")', 'sleep(200 ms)', 'close(c)']
[[program]]
host = "A"
name = "client"
calls = ['s = socket()', 'connect(s, B, 8080)', )")
                  + calls + "]")
        .trace();
}

std::string again_after_timeout(ProfileName name) {
    Peer peer(profile_named(name));
    Connection connection = peer.connection_in(State::syn_received);
    connection.app_shuts_down(peer.begin());
    Step& step = peer.begin();
    connection.timer_fires(TimerKind::retransmit, step);
    return sent_in(step, connection) + ' ' + std::to_string(step.segments.front().payload.length);
}

} // namespace

/// What Linux 6.18 gives back was seen on the kernel.
class TestShutdown : public QObject {
    Q_OBJECT

private slots:
    void recv_does_not_wait_after_shutdown_of_its_half() { // tcp_recvmsg, RCV_SHUTDOWN
        const Trace trace = played_with("'shutdown(s, read)', 'recv(s, 9)', 'sleep(300 ms)', "
                                        "'recv(s, 9)', 'recv(s, 9)', 'close(s)'");
        QCOMPARE(results(trace),
                 (QStringList{"shutdown 0", "recv 0", "sleep 0", "recv 5", "recv 0", "close 0"}));
    }

    void data_after_shutdown_of_both_halves_is_answered_by_a_reset() { // RFC 9293 3.6.1, SHLD-3
        const Trace trace = played_with("'shutdown(s, both)', 'recv(s, 9)', 'sleep(300 ms)', "
                                        "'try recv(s, 9)', 'recv(s, 9)', 'close(s)'");
        QCOMPARE(results(trace), (QStringList{"shutdown 0", "recv 0", "sleep 0",
                                              "recv -1 ECONNRESET", "recv 0", "close 0"}));
        QCOMPARE(resets_of_a(trace), 1);
    }

    void the_end_of_fin_wait_2_leaves_no_timer() { // SO_KEEPALIVE asks for one
        Peer peer(sim::profile_named(sim::ProfileName::freebsd));
        Connection at = peer.connection_in(State::established);
        SocketOptions wanted;
        wanted.keep_alive = true;
        at.app_sets(wanted, peer.begin());
        peer.arrive(peer.segment("acceptable ACK", at), at);
        at.app_closes(peer.begin());
        peer.arrive(peer.segment("acceptable ACK", at), at);
        QCOMPARE(at.state(), State::fin_wait_2);
        at.timer_fires(TimerKind::fin_wait_2, peer.begin());
        QCOMPARE(at.state(), State::closed);
        QCOMPARE(at.next_deadline(), never);
    }

    void a_syn_is_sent_again_as_a_syn_after_close_in_syn_received() { // RFC 9293 3.10.4
        const std::string expected = "<SEQ=0><ACK=1><CTL=SYN,ACK> 0";
        QCOMPARE(again_after_timeout(ProfileName::rfc9293), expected);
        QCOMPARE(again_after_timeout(ProfileName::linux), expected);
    }
};

QTEST_APPLESS_MAIN(TestShutdown)
#include "test_shutdown.moc"
