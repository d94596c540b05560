#include "sim/packet/byte_stream.h"

#include <QElapsedTimer>
#include <QtTest>

using sim::ByteStream;

class TestByteStream : public QObject {
    Q_OBJECT

private slots:
    void a_read_crosses_the_pieces_it_was_written_in() {
        ByteStream stream;
        stream.append("one");
        stream.append_generated(4); // numbered from the stream's length: defg
        stream.append("two");
        QCOMPARE(stream.read(0, 99), std::string("onedefgtwo"));
        QCOMPARE(stream.read(2, 6), std::string("edefgt"));
        QCOMPARE(stream.read(3, 4), std::string("defg"));
        QCOMPARE(stream.read(9, 5), std::string("o"));
        QCOMPARE(stream.read(10, 5), std::string());
        QCOMPARE(stream.read(11, 5), std::string());
    }

    void a_part_of_one_stream_is_appended_to_another() {
        ByteStream source;
        source.append("one");
        source.append("two");
        source.append("six");
        ByteStream stream;
        stream.append_from(source, 2, 5);
        QCOMPARE(stream.read(0, 99), std::string("etwos"));
        stream.append_from(source, 7, 99); // goes on where the last piece ended: one piece
        QCOMPARE(stream.read(0, 99), std::string("etwosix"));
        QCOMPARE(stream.pieces().size(), std::size_t{3});
        stream.append_from(stream, 0, 2);
        QCOMPARE(stream.read(0, 99), std::string("etwosixet"));
    }

    void reading_a_long_stream_piece_by_piece_takes_no_search_from_its_beginning() {
        constexpr std::uint64_t count = 200'000;
        ByteStream stream;
        for (std::uint64_t i = 0; i < count; ++i)
            stream.append("hello");
        QElapsedTimer timer;
        timer.start();
        std::size_t bytes = 0;
        for (std::uint64_t i = 0; i < count; ++i)
            bytes += stream.read(5 * i, 5).size();
        QCOMPARE(bytes, std::size_t{5 * count});
        QVERIFY2(timer.elapsed() < 5000, "a search from the beginning takes half a minute");
    }
};

QTEST_APPLESS_MAIN(TestByteStream)
#include "test_byte_stream.moc"
