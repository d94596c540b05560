#include "tests/sim/captured.h"
#include "tests/sim/played.h"

#include <QtTest>

namespace {

using Bytes = std::vector<std::uint8_t>;

/// All of a connection: options, data both ways, a loss, both closes.
sim::Trace conversation() {
    return played(echo_scenario("'s = socket()', 'connect(s, B, 8080)', 'send(s, bytes(5001))', "
                                "'r = recv(s, 65536)', 'sleep(1 s)', 'close(s)'",
                                "", "[[fault]]\ndo = \"drop\"\nfrom = \"A\"\nwhat = \"data\"\n"))
        .trace();
}

/// The sum of RFC 1071 in its plainest form: pairs of bytes, the carry added at the end.
std::uint16_t plain_sum(const Bytes& bytes) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        sum += i % 2 == 0 ? bytes[i] << 8U : bytes[i];
    while (sum > 0xffff)
        sum = (sum & 0xffffU) + (sum >> 16U);
    return static_cast<std::uint16_t>(sum);
}

/// The TCP segment of an IPv4 packet behind its pseudo header (RFC 9293 3.1).
Bytes with_pseudo_header(const Bytes& packet) {
    const std::size_t length = packet.size() - 20;
    Bytes bytes{0, 6, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)};
    std::copy(packet.begin() + 12, packet.end(), std::back_inserter(bytes)); // addresses first
    return bytes;
}

/// The option bytes of an IPv4 packet's TCP header.
Bytes options_of(const Bytes& packet) {
    const std::ptrdiff_t header = std::ptrdiff_t{packet[32] >> 4U} * 4;
    return {packet.begin() + 40, packet.begin() + 20 + header};
}

/// What is wrong with options as a receiver reads them one after the other.
QString fault_in(const Bytes& options) {
    for (std::size_t at = 0; at < options.size();) {
        if (options[at] == 0)
            return std::all_of(options.begin() + static_cast<std::ptrdiff_t>(at), options.end(),
                               [](auto byte) { return byte == 0; })
                       ? ""
                       : "bytes behind the end of the list";
        if (options[at] == 1) {
            ++at;
            continue;
        }
        if (at + 1 >= options.size()) return "an option without a length";
        if (options[at + 1] < 2 || at + options[at + 1] > options.size()) return "a false length";
        at += options[at + 1];
    }
    return {};
}

/// A SYN of 10.0.0.1 with these options, and `ip_options` in the header before; sums are right.
Bytes syn_with(const QByteArray& options, const QByteArray& ip_options = {}) {
    const sim::WirePacket packet{.source = sim::parse_address("10.0.0.1").value(),
                                 .destination = sim::parse_address("10.0.0.2").value(),
                                 .segment = {.flags = {.syn = true}}};
    Bytes bytes = sim::encode(packet);
    std::copy(options.begin(), options.end(), std::back_inserter(bytes));
    bytes[32] = static_cast<std::uint8_t>((20 + options.size()) / 4 << 4);
    bytes[3] = static_cast<std::uint8_t>(bytes.size());
    bytes[36] = bytes[37] = 0;
    const std::uint16_t sum = static_cast<std::uint16_t>(~plain_sum(with_pseudo_header(bytes)));
    bytes[36] = static_cast<std::uint8_t>(sum >> 8U);
    bytes[37] = static_cast<std::uint8_t>(sum);
    bytes.insert(bytes.begin() + 20, ip_options.begin(), ip_options.end());
    bytes[0] = static_cast<std::uint8_t>(0x40 + (20 + ip_options.size()) / 4);
    bytes[3] = static_cast<std::uint8_t>(bytes.size());
    bytes[10] = bytes[11] = 0;
    const auto header = bytes.begin() + 20 + ip_options.size();
    const auto header_sum = static_cast<std::uint16_t>(~plain_sum({bytes.begin(), header}));
    bytes[10] = static_cast<std::uint8_t>(header_sum >> 8U);
    bytes[11] = static_cast<std::uint8_t>(header_sum);
    return bytes;
}

/// What a record tells of bytes under way.
QString word_for(const sim::Trace& trace, const sim::Record& record) {
    const bool from_a = sim::sender_of(trace, record) == 0;
    if (record.kind == sim::RecordKind::sent) return from_a ? "sent" : "answered";
    if (record.kind == sim::RecordKind::received) return from_a ? "received" : "answer received";
    return record.rule == sim::Rule::wire_checksum ? "thrown away" : "lost";
}

QStringList story_of_data(const sim::Trace& trace) {
    QStringList story;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind <= sim::RecordKind::dropped && record.length != 0)
            story << word_for(trace, record);
    }
    return story;
}

} // namespace

/// What RFC 9293 requires of the bytes on the wire (3.1, 3.2, 3.9.2).
class TestRequirementsWire : public QObject {
    Q_OBJECT

private slots:
    /// MUST-2
    void must_2_every_segment_leaves_with_its_checksum() {
        const std::vector<Bytes> packets = captured(conversation());
        QVERIFY2(packets.size() >= 10, "too few");
        for (const Bytes& packet : packets)
            QCOMPARE(plain_sum(with_pseudo_header(packet)), std::uint16_t{0xffff});
    }

    /// MUST-3
    void must_3_a_damaged_segment_is_thrown_away_without_a_word() {
        const sim::Trace trace =
            played(echo_scenario("'s = socket()', 'connect(s, B, 8080)', 'send(s, \"x\")', "
                                 "'r = recv(s, 10)', 'close(s)'",
                                 "profile = \"rfc9293\"\n",
                                 "[[fault]]\ndo = \"corrupt\"\nfrom = \"A\"\nwhat = \"data\"\n"))
                .trace();
        QCOMPARE(story_of_data(trace).mid(0, 5),
                 (QStringList{"sent", "thrown away", "sent", "received", "answered"}));
    }

    /// MUST-4, MUST-6, MUST-64
    void must_4_options_are_read_whatever_stands_before_them() {
        const auto with_nothing_special = QByteArray::fromHex("0101020405b40000");
        QCOMPARE(sim::decode(syn_with(with_nothing_special)).value().segment.options.mss,
                 std::uint16_t{1460});
        const auto behind_an_unknown_one = QByteArray::fromHex("fd06aaaaaaaa020405b40000");
        QCOMPARE(sim::decode(syn_with(behind_an_unknown_one)).value().segment.options.mss,
                 std::uint16_t{1460});
        const auto at_an_odd_place = QByteArray::fromHex("01080a0000000700000000000000000000");
        QCOMPARE(sim::decode(syn_with(at_an_odd_place.left(16))).value().segment.options.timestamp,
                 std::uint32_t{7});
    }

    /// MUST-7
    void must_7_lengths_that_lie_do_no_harm() {
        for (int kind = 2; kind < 256; ++kind)
            for (const int length : {0, 1, 9, 255}) {
                const QByteArray options{QByteArray(1, static_cast<char>(kind))
                                         + static_cast<char>(length) + QByteArray(6, 0)};
                const auto read = sim::decode(syn_with(options));
                QVERIFY2(!read, "an option was believed that ends beyond the header");
            }
    }

    /// MUST-68, MUST-69
    void must_68_what_leaves_can_be_walked_to_its_end() {
        std::size_t options = 0;
        for (const Bytes& packet : captured(conversation())) {
            QCOMPARE(fault_in(options_of(packet)), QString{});
            options += options_of(packet).size();
        }
        QVERIFY(options > 100);
        QCOMPARE(fault_in({2, 4, 5, 180, 0, 1}),
                 QStringLiteral("bytes behind the end of the list"));
        QCOMPARE(fault_in({2, 5, 5, 180}), QStringLiteral("a false length"));
    }

    /// MUST-50
    void must_50_unknown_ip_options_are_passed_over() {
        const auto packet =
            syn_with(QByteArray::fromHex("020405b4"), QByteArray::fromHex("5e040000"
                                                                          "01010000"));
        const sim::Expected<sim::WirePacket> read = sim::decode(packet);
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QVERIFY(read->checksum_good);
        QCOMPARE(read->segment.options.mss, std::uint16_t{1460});
    }

    /// MUST-45
    void must_45_a_connection_keeps_its_address() {
        const sim::Address a = sim::parse_address("10.0.0.1").value();
        const sim::Address b = sim::parse_address("10.0.0.2").value();
        for (const Bytes& bytes : captured(conversation())) {
            const sim::WirePacket packet = sim::decode(bytes).value();
            const bool from_a = packet.segment.path.remote.port == 8080;
            QCOMPARE(packet.source, from_a ? a : b);
            QCOMPARE(packet.destination, from_a ? b : a);
        }
    }
};

QTEST_GUILESS_MAIN(TestRequirementsWire)
#include "test_requirements_wire.moc"
