#include "sim/export/names.h"
#include "sim/tcp/connection.h"
#include "tests/sim/played.h"

#include <algorithm>
#include <utility>

#include <QFile>
#include <QtTest>

namespace {

using namespace sim;

/// A segment of the recording.
struct Row {
    Time left, arrives;
    bool from_sender{}, lost{};
    QByteArray flags;
    quint32 seq{}, ack{}, length{}, window{};
    QList<QByteArray> options;
    quint32 cwnd{}, congestion_state{}; ///< of the sender, when the burst had left; 0: unknown
};

Time at_ms(const QByteArray& text) {
    return {static_cast<std::int64_t>(text.toDouble() * 1e6)};
}

QByteArray contents(const QString& file_name) {
    QFile file(QStringLiteral(RECORDED_DIR "/senders/") + file_name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

QList<Row> rows_of(const QString& name) {
    QList<Row> rows;
    const QList<QByteArray> lines = contents(name + ".tsv").split('\n');
    for (const QByteArray& line : lines.mid(1)) {
        const QList<QByteArray> cells = line.split('\t');
        if (cells.size() < 20 || cells[1] != "tcp") continue;
        rows.append({at_ms(cells[0]), at_ms(cells[11]), cells[3] == "A>B", cells[10] == "DROP",
                     cells[4], static_cast<quint32>(cells[5].toLongLong()),
                     static_cast<quint32>(cells[7].toLongLong()), cells[6].toUInt(),
                     cells[8].toUInt(), cells[9].split(','), cells[14].toUInt(),
                     cells[18].toUInt()});
    }
    return rows;
}

/// Bytes that the recorder's program has written.
struct Write {
    Time at;
    quint32 bytes{};
};

/// Where the recorder did not note what it wrote, it had written all of it when the first byte
/// left.
QList<Write> writes_of(const QString& name, const QList<Row>& rows) {
    constexpr quint32 all = 1048576;
    QList<Write> writes;
    Time begun;
    const QList<QByteArray> lines = contents(name + ".tsv").split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> cells = line.split('\t');
        if (cells.size() < 20 || cells[1] != "app") continue;
        const QList<QByteArray> words = cells[19].split(' ');
        if (words.contains("writes")) begun = at_ms(cells[0]);
        if (words.contains("wrote")) writes.append({begun, words.last().toUInt()});
    }
    if (!writes.isEmpty()) return writes;
    const auto first = std::find_if(rows.begin(), rows.end(), [](const Row& row) {
        return row.from_sender && row.length != 0;
    });
    return {{first->left, all}};
}

/// What the sender has sent, and what it thought then.
struct Sent {
    quint32 seq{}, length{};
    quint32 cwnd{}, cwnd_later{}; ///< when it had left, and before more did
};

/// A sender of the model, to which the recorded ACKs come at the recorded times.
class Replay {
public:
    Replay(ControlChoice control, bool offload) {
        profile_ = profile_named(ProfileName::linux);
        profile_.congestion_control = control;
        profile_.segmentation_offload = offload;
    }

    QList<Sent> play(const QList<Row>& rows, QList<Write> writes) {
        QList<Row> inputs;
        for (const Row& row : rows)
            if (!row.from_sender && !row.lost) inputs.append(row);
        std::stable_sort(inputs.begin(), inputs.end(),
                         [](const Row& a, const Row& b) { return a.arrives < b.arrives; });
        constexpr std::uint32_t ample = 1U << 29U; // the recorder's program was the one that waited
        connection_.options.send_buffer = ample;
        begin(rows.front().left);
        connection_.app_connects(
            {.local = {.address = 0, .port = 1}, .remote = {.address = 1, .port = 2}}, 1, nullptr,
            step_);
        note();
        first_timestamp_ = step_.segments.front().options.timestamp;
        for (const Row& row : inputs) {
            while (!writes.isEmpty() && writes.front().at < row.arrives) {
                const Write write = writes.takeFirst();
                run_until(write.at);
                begin(write.at);
                connection_.app_sends(write.bytes, step_);
                note();
            }
            run_until(row.arrives);
            begin(row.arrives);
            connection_.segment_arrives(segment_of(row), step_);
            note();
        }
        return sent_;
    }

private:
    void begin(Time now) { step_.begin(now, profile_); }

    void run_until(Time time) {
        for (Time due = connection_.next_deadline(); due <= time;
             due = connection_.next_deadline()) {
            for (std::size_t kind = 0; kind < timer_kinds; ++kind) {
                if (connection_.timers.deadlines[kind] > due) continue;
                begin(due);
                connection_.timer_fires(static_cast<TimerKind>(kind), step_);
                note();
            }
        }
    }

    void note() {
        const quint32 cwnd = connection_.congestion.cwnd;
        bool any = false;
        for (const Segment& segment : step_.segments) {
            if (segment.payload.length == 0) continue;
            any = true;
            sent_.append(
                {distance(connection_.snd.iss, segment.seq), segment.payload.length, cwnd, cwnd});
        }
        if (!any && !sent_.isEmpty()) sent_.last().cwnd_later = cwnd;
    }

    [[nodiscard]] Segment segment_of(const Row& row) const {
        constexpr std::uint32_t irs = 5000;
        Segment segment{.path = reversed(connection_.path),
                        .seq = {irs + row.seq},
                        .ack = connection_.snd.iss + row.ack,
                        .window = static_cast<std::uint16_t>(row.window)};
        segment.flags.syn = row.flags.contains('S');
        segment.flags.ack = true;
        for (const QByteArray& option : row.options)
            set_option(option, segment);
        return segment;
    }

    void set_option(const QByteArray& option, Segment& segment) const {
        const QList<QByteArray> parts = option.mid(option.indexOf('=') + 1).split(':');
        if (option.startsWith("mss")) {
            segment.present.mss = true;
            segment.options.mss = parts[0].toUShort();
        } else if (option == "sackok") {
            segment.present.sack_permitted = true;
        } else if (option.startsWith("ws")) {
            segment.present.window_scale = true;
            segment.options.window_shift = static_cast<std::uint8_t>(parts[0].toUInt());
        } else if (option.startsWith("ts")) {
            constexpr std::uint32_t peer_clock = 1000;
            segment.present.timestamps = true;
            segment.options.timestamp = peer_clock + parts[0].toUInt();
            segment.options.timestamp_echo = first_timestamp_ + parts[1].toUInt();
        } else if (option.startsWith("sack")) {
            segment.options.sack.at(segment.options.sack_count++) = {
                .first = connection_.snd.iss + parts[0].toUInt(),
                .end = connection_.snd.iss + parts[1].toUInt()};
        }
    }

    Profile profile_;
    Connection connection_{Opening::active};
    Step step_;
    std::uint32_t first_timestamp_{};
    QList<Sent> sent_;
};

constexpr quint32 segment_size = 1448;

/// What the first host of `trace` has sent.
QList<Sent> data_of(const Trace& trace) {
    QList<Sent> sent;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.host != 0) continue;
        const quint32 cwnd = record.variables.cwnd / segment_size;
        if (record.kind == RecordKind::sent && record.length != 0)
            sent.append({relative_seq(trace, record), record.length, cwnd, cwnd});
        else if (!sent.isEmpty() && cwnd != 0)
            sent.last().cwnd_later = cwnd;
    }
    return sent;
}

/// The pure ACKs of the second host: ACK number, window and blocks.
QStringList acks_of(const Trace& trace) {
    QStringList acks;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::sent || record.host != 1 || record.flags.syn) continue;
        QString text = QString("ack=%1 win=%2").arg(relative_ack(trace, record)).arg(record.window);
        if (const OptionsRow* const row = options_of(trace, id))
            for (const SeqRange& block : relative_sack(trace, record, row->options))
                text += QString(" sack=%1:%2").arg(block.first.raw).arg(block.end.raw);
        acks.append(text);
    }
    return acks;
}

QStringList acks_of(const QList<Row>& rows) {
    QStringList acks;
    for (const Row& row : rows) {
        if (row.from_sender || row.flags.contains('S')) continue;
        QString text = QString("ack=%1 win=%2").arg(row.ack).arg(row.window);
        for (const QByteArray& option : row.options)
            if (option.startsWith("sack=")) text += ' ' + option;
        acks.append(text);
    }
    return acks;
}

QString text_of(quint32 seq, quint32 length, qsizetype place) {
    return QString("data segment %1: %2 of %3 bytes").arg(place).arg(seq).arg(length);
}

} // namespace

/// A megabyte on Linux, and on the model: its sender alone, to which the recorded ACKs and writes
/// come at their recorded times, and both ends of it.
class TestRecordedSenders : public QObject {
    Q_OBJECT

private slots:
    void the_sender_answers_acks_as_linux_does_data() {
        end_to_end_the_model_sends_what_linux_sent_data();
        QTest::newRow("reno, offload, 1 %") << "bulk-reno-offload-1-percent" << false;
        QTest::newRow("again") << "bulk-reno-offload-1-percent-again" << false;
        QTest::newRow("cubic, offload, 1 %") << "bulk-cubic-offload-1-percent" << true;
        QTest::newRow("cubic, offload, 3 %") << "bulk-cubic-offload-3-percent" << true;
    }

    void the_sender_answers_acks_as_linux_does() {
        QFETCH(QString, name);
        QFETCH(bool, cubic);
        const QList<Row> rows = rows_of(name);
        Replay replay(cubic ? ControlChoice::cubic : ControlChoice::reno, name.contains("offload"));
        compare(replay.play(rows, writes_of(name, rows)), rows);
    }

    void end_to_end_the_model_sends_what_linux_sent_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("cubic");
        QTest::newRow("reno") << "bulk-reno" << false;
        QTest::newRow("cubic") << "bulk-cubic" << true;
        QTest::newRow("reno, 1 %") << "bulk-reno-1-percent" << false;
        QTest::newRow("cubic, 1 %") << "bulk-cubic-1-percent" << true;
    }

    /// Both ends are the model's. Where some are lost, the reader's moments decide
    /// (docs/notes/a-writer-that-waits.md), and the scenario has them.
    void end_to_end_the_model_sends_what_linux_sent() {
        QFETCH(QString, name);
        compare(data_of(played(contents(name + ".toml").toStdString()).trace()), rows_of(name));
    }

    void the_receiver_acks_as_linux_does_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("at_first");
        QTest::newRow("reno, 1 %") << "bulk-reno-1-percent" << 65;
        QTest::newRow("cubic, 1 %") << "bulk-cubic-1-percent" << 137;
    }

    /// As far as it read when the recorder's program did: number, blocks and window of each ACK.
    void the_receiver_acks_as_linux_does() {
        QFETCH(QString, name);
        QFETCH(int, at_first);
        const QStringList expected = acks_of(rows_of(name));
        const QStringList actual = acks_of(played(contents(name + ".toml").toStdString()).trace());
        QVERIFY(expected.size() > at_first);
        QCOMPARE(actual.mid(0, at_first), expected.mid(0, at_first));
    }

private:
    /// The same segments in the same order, and cwnd within one where a recovery begins.
    static void compare(const QList<Sent>& actual, const QList<Row>& rows) {
        QList<Row> expected;
        for (const Row& row : rows)
            if (row.from_sender && row.length != 0) expected.append(row);
        QVERIFY(expected.size() > 700);
        quint32 state_before = 0;
        for (qsizetype i = 0; i < std::min(expected.size(), actual.size()); ++i) {
            QCOMPARE(text_of(actual[i].seq, actual[i].length, i),
                     text_of(expected[i].seq, expected[i].length, i));
            constexpr quint32 recovery = 3;
            const bool begins =
                expected[i].congestion_state == recovery && state_before != recovery;
            state_before = expected[i].congestion_state;
            if (!begins) continue;
            const qsizetype burst = end_of_burst(expected, i);
            const auto [least, most] = std::minmax(actual[burst].cwnd, actual[burst].cwnd_later);
            const quint32 on_linux = expected[i].cwnd;
            QVERIFY2(
                least <= on_linux + 1 && on_linux <= most + 1,
                qPrintable(
                    text_of(actual[i].seq, actual[i].length, i)
                    + QString(": cwnd %1 to %2, on Linux %3").arg(least).arg(most).arg(on_linux)));
        }
        QCOMPARE(actual.size(), expected.size());
    }

    /// The recorder saw the sender's state when all of a burst had left, or a little later.
    static qsizetype end_of_burst(const QList<Row>& rows, qsizetype place) {
        constexpr std::chrono::milliseconds together{1};
        while (place + 1 < rows.size() && rows[place + 1].left - rows[place].left < together
               && rows[place + 1].cwnd == rows[place].cwnd)
            ++place;
        return place;
    }
};

QTEST_APPLESS_MAIN(TestRecordedSenders)
#include "test_recorded_senders.moc"
