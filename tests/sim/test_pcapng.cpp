#include "sim/export/pcapng.h"
#include "sim/packet/codec.h"
#include "tests/sim/sample_trace.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

namespace {

using sim::Language;

struct Block {
    quint32 type{};
    QByteArray content; ///< without type and lengths
};

quint32 number(const QByteArray& bytes, qsizetype at) {
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

/// The blocks of a capture; empty when their lengths do not fit together.
QList<Block> blocks_of(const QByteArray& file) {
    QList<Block> blocks;
    for (qsizetype at = 0; at < file.size();) {
        if (file.size() - at < 12) return {};
        const quint32 length = number(file, at + 4);
        if (length % 4 != 0 || length < 12 || length > file.size() - at) return {};
        if (number(file, at + length - 4) != length) return {};
        blocks.append({number(file, at), file.mid(at + 8, length - 12)});
        at += length;
    }
    return blocks;
}

QByteArray capture(const sim::Trace& trace, Language language = Language::english) {
    return QByteArray::fromStdString(sim::encode_pcapng(trace, language));
}

/// The packet in an enhanced packet block.
sim::Expected<sim::WirePacket> packet_in(const Block& block) {
    const QByteArray bytes = block.content.mid(20, number(block.content, 12));
    const std::vector<std::uint8_t> packet(bytes.begin(), bytes.end());
    return sim::decode(packet);
}

/// What tshark prints of the capture with these arguments.
QString tshark(const QByteArray& file, const QStringList& arguments) {
    QTemporaryDir folder;
    QFile capture_file(folder.filePath("capture.pcapng"));
    if (!capture_file.open(QIODevice::WriteOnly)) return {};
    capture_file.write(file);
    capture_file.close();
    QProcess process;
    process.start("tshark", QStringList{"-r", capture_file.fileName(), "-o",
                                        "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"}
                                + arguments);
    if (!process.waitForFinished(60'000)) return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestPcapng : public QObject {
    Q_OBJECT

private slots:
    void a_capture_has_a_section_two_interfaces_and_a_packet_a_segment() {
        const QList<Block> blocks = blocks_of(capture(sample::echo_story()));
        QCOMPARE(blocks.size(), qsizetype{1 + 2 + 8});
        QCOMPARE(blocks[0].type, 0x0a0d0d0aU);
        QCOMPARE(number(blocks[0].content, 0), 0x1a2b3c4dU);
        for (const qsizetype interface : {1, 2}) {
            QCOMPARE(blocks[interface].type, 1U);
            QCOMPARE(number(blocks[interface].content, 0), 101U);
        }
        for (const Block& block : blocks.mid(3))
            QCOMPARE(block.type, 6U);
    }

    void packets_hold_what_the_segments_held() {
        const QList<Block> blocks = blocks_of(capture(sample::echo_story()));
        const sim::Expected<sim::WirePacket> syn = packet_in(blocks[3]);
        QVERIFY(syn.has_value());
        QVERIFY(syn->checksum_good);
        QCOMPARE(sim::to_text(syn->source), std::string("10.0.0.1"));
        QCOMPARE(syn->segment.path.local.port, std::uint16_t{49152});
        QCOMPARE(syn->segment.path.remote.port, std::uint16_t{8080});
        QCOMPARE(syn->segment.seq.raw, 4294967290U);
        QCOMPARE(syn->segment.options.mss, std::uint16_t{1460});
        QCOMPARE(syn->segment.window, std::uint16_t{64240});
        const Block& echo = blocks[7];
        QCOMPARE(number(echo.content, 0), 1U); // sent by B
        QCOMPARE(number(echo.content, 4), 0U); // time, the upper half
        QCOMPARE(number(echo.content, 8), 30'000'000U);
        const sim::Expected<sim::WirePacket> bytes = packet_in(echo);
        QVERIFY(bytes.has_value());
        QVERIFY(bytes->checksum_good);
        QCOMPARE(bytes->bytes, std::string("hello"));
    }

    void each_packet_says_what_it_does_and_what_became_of_it() {
        const QList<Block> blocks = blocks_of(capture(sample::refused_story()));
        QCOMPARE(blocks.size(), qsizetype{3 + 3});
        QVERIFY(blocks[3].content.contains("A asks B to open a connection"));
        QVERIFY(blocks[3].content.contains("\nThe segment from A is lost on the way"));
        QVERIFY(!blocks[4].content.contains("lost"));
        const QList<Block> chinese = blocks_of(capture(sample::refused_story(), Language::chinese));
        QVERIFY(chinese[3].content.contains("A 请求与 B 建立连接"));
    }

    void damaged_traces_are_still_written() {
        sim::Trace trace = sample::echo_story();
        trace.records[4].length = 65535;
        trace.options[0].options.sack_count = 4;
        trace.addresses.intern(sim::parse_address("fd00::1").value());
        trace.conversations[0].ends[1].endpoint.address = 2;
        QCOMPARE(blocks_of(capture(trace)).size(), qsizetype{3}); // no such packet exists
        trace.conversations[0].ends[1].endpoint.address = 1;
        QCOMPARE(blocks_of(capture(trace)).size(), qsizetype{3 + 8});
    }

    void tshark_reads_it_without_complaint() {
        if (QStandardPaths::findExecutable("tshark").isEmpty()) QSKIP("tshark is not installed");
        for (const sim::Trace& trace : {sample::echo_story(), sample::refused_story()}) {
            const QByteArray file = capture(trace);
            QCOMPARE(tshark(file, {"-Y", "_ws.malformed || tcp.checksum.bad || ip.checksum.bad || "
                                         "tcp.checksum.status == 0 || ip.checksum.status == 0"}),
                     QString());
            const QStringList comments =
                tshark(file, {"-T", "fields", "-e", "frame.comment"}).split('\n');
            QVERIFY(comments[0].startsWith("A asks B to open a connection"));
        }
        QCOMPARE(tshark(capture(sample::echo_story()), {"-T", "fields", "-e", "tcp.len"}),
                 QString("0\n0\n0\n5\n5\n0\n0\n0\n"));
    }
};

QTEST_APPLESS_MAIN(TestPcapng)
#include "test_pcapng.moc"
