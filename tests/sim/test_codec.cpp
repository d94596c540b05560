#include "sim/packet/codec.h"

#include <QByteArray>
#include <QtTest>

using sim::WirePacket;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes from_hex(const char* digits) {
    const QByteArray raw = QByteArray::fromHex(digits);
    return {raw.begin(), raw.end()};
}

QByteArray to_hex(const Bytes& bytes) {
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size()))
        .toHex();
}

sim::Address address(const char* text) {
    return sim::parse_address(text).value();
}

/// Packets a Linux kernel put on a wire, and one over IPv6 worked out by hand.
constexpr const char* linux_syn = "4500003cd88d400040064e2c0a0000010a000002"
                                  "87a41f90870e9e7b00000000a002faf02ed10000"
                                  "020405b40402080a8854b5280000000001030307";
constexpr const char* linux_ack = "45000034d88e400040064e330a0000010a000002"
                                  "87a41f90870e9e7c6ae43ea6801001f6096c0000"
                                  "0101080a8854b53c1b558828";
constexpr const char* ipv6_data = "6000000000250640"
                                  "fd000000000000000000000000000001"
                                  "fd000000000000000000000000000002"
                                  "9c401f90010203040a0b0c0d801801f6553d0000"
                                  "0101080a000003e8000007d068656c6c6f";

WirePacket syn() {
    WirePacket packet{.source = address("10.0.0.1"), .destination = address("10.0.0.2")};
    packet.identification = 0xd88d;
    sim::Segment& segment = packet.segment;
    segment.path = {.local = {.address = 0, .port = 34724}, .remote = {.address = 0, .port = 8080}};
    segment.seq = {0x870e9e7b};
    segment.flags.syn = true;
    segment.window = 64240;
    segment.present = {
        .mss = true, .window_scale = true, .sack_permitted = true, .timestamps = true};
    segment.options.mss = 1460;
    segment.options.window_shift = 7;
    segment.options.timestamp = 0x8854b528;
    return packet;
}

WirePacket hello_over_ipv6() {
    WirePacket packet{.source = address("fd00::1"), .destination = address("fd00::2")};
    packet.bytes = "hello";
    sim::Segment& segment = packet.segment;
    segment.path = {.local = {.address = 0, .port = 40000}, .remote = {.address = 0, .port = 8080}};
    segment.seq = {0x01020304};
    segment.ack = {0x0a0b0c0d};
    segment.flags.ack = segment.flags.psh = true;
    segment.window = 502;
    segment.payload.length = 5;
    segment.present.timestamps = true;
    segment.options.timestamp = 1000;
    segment.options.timestamp_echo = 2000;
    return packet;
}

/// The options of `packet`, in hexadecimal digits behind 20 bytes of IPv4 and 20 of TCP; no
/// payload.
QByteArray options_on_the_wire(const WirePacket& packet) {
    return to_hex(sim::encode(packet)).mid(80);
}

/// Puts `option` behind the SYN's fixed header, padded by zeros, and mends the lengths.
Bytes syn_with_options(Bytes options) {
    while (options.size() % 4 != 0)
        options.push_back(0);
    Bytes packet = from_hex(ipv6_data);
    packet.resize(60);
    packet.insert(packet.end(), options.begin(), options.end());
    packet[5] = static_cast<std::uint8_t>(packet.size() - 40);
    packet[52] = static_cast<std::uint8_t>((20 + options.size()) / 4 << 4U);
    return packet;
}

} // namespace

class TestCodec : public QObject {
    Q_OBJECT

private slots:
    void a_packet_is_written_as_linux_writes_it() {
        QCOMPARE(to_hex(sim::encode(syn())), linux_syn);
    }

    void a_packet_over_ipv6_is_written_with_its_checksum() {
        QCOMPARE(to_hex(sim::encode(hello_over_ipv6())), ipv6_data);
    }

    void a_packet_is_read_as_it_was_written_data() {
        QTest::addColumn<QString>("hex");
        QTest::newRow("SYN") << linux_syn;
        QTest::newRow("ACK") << linux_ack;
        QTest::newRow("data over IPv6") << ipv6_data;
    }
    void a_packet_is_read_as_it_was_written() {
        QFETCH(QString, hex);
        const sim::Expected<WirePacket> packet = sim::decode(from_hex(hex.toLatin1()));
        QVERIFY(packet.has_value());
        QVERIFY(packet->checksum_good);
        QCOMPARE(QString::fromLatin1(to_hex(sim::encode(*packet))), hex);
    }

    void every_field_is_read() {
        QCOMPARE(sim::decode(from_hex(linux_syn)).value(), syn());
        QCOMPARE(sim::decode(from_hex(ipv6_data)).value(), hello_over_ipv6());
    }

    void options_without_timestamps_are_padded_in_front() {
        WirePacket packet = syn();
        packet.segment.present.timestamps = false;
        QCOMPARE(options_on_the_wire(packet), "020405b4"
                                              "01010402"
                                              "01030307");
    }

    void sack_blocks_follow_the_timestamps() {
        WirePacket packet = syn();
        packet.segment.present = {.timestamps = true};
        packet.segment.options.sack_count = 1;
        packet.segment.options.sack[0] = {.first = {0x10}, .end = {0x20}};
        QCOMPARE(options_on_the_wire(packet), "0101080a8854b52800000000"
                                              "0101050a0000001000000020");
    }

    void a_fourth_sack_block_has_no_room_beside_timestamps() {
        WirePacket packet = syn();
        packet.segment.present = {.timestamps = true};
        packet.segment.options.sack_count = 4;
        QCOMPARE(sim::decode(sim::encode(packet)).value().segment.options.sack_count,
                 std::uint8_t{3});
        packet.segment.present = {};
        QCOMPARE(sim::decode(sim::encode(packet)).value().segment.options.sack_count,
                 std::uint8_t{4});
    }

    void every_flag_has_its_own_bit() {
        const auto byte_of = [](sim::Flags flags) {
            WirePacket packet = syn();
            packet.segment.flags = flags;
            return sim::encode(packet).at(20 + 13);
        };
        QCOMPARE(byte_of({.fin = true}), std::uint8_t{0x01});
        QCOMPARE(byte_of({.syn = true}), std::uint8_t{0x02});
        QCOMPARE(byte_of({.rst = true}), std::uint8_t{0x04});
        QCOMPARE(byte_of({.psh = true}), std::uint8_t{0x08});
        QCOMPARE(byte_of({.ack = true}), std::uint8_t{0x10});
        QCOMPARE(byte_of({.urg = true}), std::uint8_t{0x20});
        QCOMPARE(byte_of({.ece = true}), std::uint8_t{0x40});
        QCOMPARE(byte_of({.cwr = true}), std::uint8_t{0x80});
    }

    void one_flipped_bit_is_found_data() {
        QTest::addColumn<QString>("hex");
        QTest::addColumn<qulonglong>("first_covered_byte");
        QTest::newRow("IPv4, all of it") << linux_syn << 0ULL;
        QTest::newRow("IPv6, from the source address on") << ipv6_data << 8ULL;
    }
    void one_flipped_bit_is_found() {
        QFETCH(QString, hex);
        QFETCH(qulonglong, first_covered_byte);
        Bytes packet = from_hex(hex.toLatin1());
        for (std::size_t bit = first_covered_byte * 8; bit < packet.size() * 8; ++bit) {
            const auto mask = static_cast<std::uint8_t>(1U << bit % 8);
            packet[bit / 8] ^= mask;
            const sim::Expected<WirePacket> read = sim::decode(packet);
            QVERIFY2(!read || !read->checksum_good, qPrintable(QString::number(bit)));
            packet[bit / 8] ^= mask;
        }
    }

    void a_cut_packet_is_an_error_at_every_length() {
        for (const char* hex : {linux_syn, ipv6_data}) {
            const Bytes packet = from_hex(hex);
            for (std::size_t size = 0; size < packet.size(); ++size)
                QVERIFY(!sim::decode(std::span(packet).first(size)).has_value());
        }
    }

    void bytes_behind_the_packet_are_the_links_padding() {
        Bytes packet = from_hex(linux_ack);
        packet.resize(64, 0xee);
        const WirePacket read = sim::decode(packet).value();
        QVERIFY(read.checksum_good);
        QCOMPARE(read.bytes, std::string{});
    }

    void options_that_lie_are_errors_data() {
        QTest::addColumn<QString>("options");
        QTest::addColumn<QString>("message");
        QTest::newRow("no length") << "01010102"
                                   << "TCP option 2 has the wrong length 0";
        QTest::newRow("length 0") << "02000000"
                                  << "TCP option 2 has the wrong length 0";
        QTest::newRow("length 1") << "63010000"
                                  << "TCP option 99 has the wrong length 1";
        QTest::newRow("beyond the header") << "63080000"
                                           << "TCP option 99 has the wrong length 8";
        QTest::newRow("short MSS") << "02030500"
                                   << "TCP option 2 has the wrong length 3";
        QTest::newRow("half a SACK block") << "0506000000010000"
                                           << "TCP option 5 has the wrong length 6";
        QTest::newRow("no SACK block") << "05020000"
                                       << "TCP option 5 has the wrong length 2";
    }
    void options_that_lie_are_errors() {
        QFETCH(QString, options);
        QFETCH(QString, message);
        const auto read = sim::decode(syn_with_options(from_hex(options.toLatin1())));
        QVERIFY(!read.has_value());
        QCOMPARE(QString::fromStdString(read.error().message), message);
    }

    void unknown_options_are_skipped() {
        const auto read = sim::decode(syn_with_options(from_hex("6304aaaa020405b400ffffff")));
        QVERIFY(read.has_value());
        QCOMPARE(read->segment.options.mss, std::uint16_t{1460});
    }

    void what_is_not_tcp_is_named_data() {
        QTest::addColumn<QString>("hex");
        QTest::addColumn<QString>("message");
        QTest::newRow("nothing") << ""
                                 << "the packet is empty";
        QTest::newRow("version 5") << "50"
                                   << "IP version 5 is neither 4 nor 6";
        QTest::newRow("UDP") << "4500001400000000401166d70a0000010a000002"
                             << "the packet carries protocol 17, not TCP (6)";
        QTest::newRow("fragment") << "4500001400002000400646e20a0000010a000002"
                                  << "the packet is a fragment, which is not supported";
        QTest::newRow("damaged") << "4500001400000000400666f30a0000010a000002"
                                 << "the checksum of the IPv4 header is wrong";
    }
    void what_is_not_tcp_is_named() {
        QFETCH(QString, hex);
        QFETCH(QString, message);
        const sim::Expected<WirePacket> read = sim::decode(from_hex(hex.toLatin1()));
        QVERIFY(!read.has_value());
        QCOMPARE(QString::fromStdString(read.error().message), message);
    }

    void the_checksum_is_that_of_rfc_1071() {
        // RFC 1071 section 3: the sum of 00 01 f2 03 f4 f5 f6 f7 is ddf2.
        const Bytes bytes = from_hex("0001f203f4f5f6f7");
        QCOMPARE(sim::internet_checksum(bytes), std::uint16_t{0x220d});
        QCOMPARE(sim::internet_checksum(from_hex("01"), 0x1ffff), std::uint16_t{0xfefe});
    }
};

QTEST_APPLESS_MAIN(TestCodec)
#include "test_codec.moc"
