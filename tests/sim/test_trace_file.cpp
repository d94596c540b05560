#include "sim/base/rng.h"
#include "sim/export/json.h"
#include "sim/export/ladder.h"
#include "sim/export/pcapng.h"
#include "sim/trace/diff.h"
#include "sim/trace/snapshot.h"
#include "sim/trace/trace_file.h"
#include "tests/sim/sample_trace.h"

#include <sstream>

#include <QtTest>

namespace {

/// A byte of the file changed, taken out or put in, or the file cut.
std::string mutated(std::string bytes, sim::Rng& rng) {
    const std::uint64_t changes = 1 + rng.next() % 4;
    for (std::uint64_t i = 0; i < changes && !bytes.empty(); ++i) {
        const std::size_t place = rng.next() % bytes.size();
        switch (rng.next() % 8) {
        case 0: bytes.resize(place); break;
        case 1: bytes.erase(place, 1 + rng.next() % 8); break;
        case 2: bytes.insert(place, std::string(1 + rng.next() % 8, '\xff')); break;
        case 3: bytes.replace(place, 4, std::string(4, '\xff')); break;
        default: bytes[place] = static_cast<char>(rng.next()); break;
        }
    }
    return bytes;
}

/// Whatever a file may hold that is taken, everybody can read it.
void use_everywhere(const sim::Trace& trace) {
    std::ostringstream out;
    sim::write_json(trace, out);
    sim::write_ladder(trace, {.explanations = sim::Explanations::with}, out);
    QVERIFY(!out.str().empty());
    QVERIFY(!sim::encode_pcapng(trace, sim::Language::chinese).empty());
    QCOMPARE(sim::observed_snapshot(trace, trace.last()).record, trace.last());
    QCOMPARE(sim::compare(trace, trace).unexplained, 0U);
}

/// Bytes of a trace without load: a period and two counts.
constexpr std::size_t empty_load = 16;
/// And of one without ICMP messages and urgent pointers: two counts.
constexpr std::size_t no_icmp = 8;

QString problem_of(const std::string& bytes) {
    const sim::Expected<sim::Trace> trace = sim::decode_trace(bytes);
    return trace ? QString() : QString::fromStdString(trace.error().message);
}

} // namespace

class TestTraceFile : public QObject {
    Q_OBJECT

private slots:
    void a_copy_of_a_long_trace_is_whole() {
        sim::RecordStore records;
        sim::Record record;
        for (; record.detail < 2 * sim::RecordStore::per_chunk + 1; ++record.detail)
            records.push_back(record);
        sim::RecordStore copy = records;
        QCOMPARE(copy.size(), records.size());
        QVERIFY(copy == records);
        QCOMPARE(copy[copy.size() - 1].detail, copy.size() - 1);
        copy[copy.size() - 1].detail = 0;
        QVERIFY(!(copy == records));
        copy = sim::RecordStore{};
        QVERIFY(copy.empty());
    }

    void a_trace_survives_the_file_data() {
        QTest::addColumn<int>("story");
        QTest::newRow("echo") << 0;
        QTest::newRow("refused") << 1;
        QTest::newRow("empty") << 2;
    }
    void a_trace_survives_the_file() {
        QFETCH(int, story);
        sim::Trace trace = story == 0   ? sample::echo_story(sim::Provenance::observed)
                           : story == 1 ? sample::refused_story()
                                        : sim::Trace{};
        trace.header.environment = {{"kernel", "6.18.44"}, {"hz", "250"}};
        if (story == 0)
            trace.observations = {{.record = 5, .variable = sim::Variable::cwnd, .value = 14480}};
        const std::string bytes = sim::encode_trace(trace);
        const sim::Expected<sim::Trace> read = sim::decode_trace(bytes);
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QVERIFY(*read == trace);
        QCOMPARE(sim::encode_trace(*read), bytes);
    }

    void records_lie_in_one_block_behind_sixteen_bytes() {
        const sim::Trace trace = sample::refused_story();
        const std::string bytes = sim::encode_trace(trace);
        QCOMPARE(QByteArray::fromStdString(bytes.substr(0, 16)),
                 QByteArray("TCPTRACE\x04\x00\x00\x00\x0d\x00\x00\x00", 16));
        for (sim::RecordId id = 1; id <= trace.last(); ++id) {
            sim::Record record;
            std::memcpy(static_cast<void*>(&record), bytes.data() + 16 + std::size_t{64} * (id - 1),
                        64);
            QVERIFY(record == trace.record(id));
        }
    }

    void more_records_than_a_chunk_survive() {
        sample::Story story;
        for (int i = 0; i < 40'000; ++i)
            story.at_us(i).moved(sample::a, sim::State::established);
        const sim::Expected<sim::Trace> read = sim::decode_trace(sim::encode_trace(story.trace));
        QVERIFY(read.has_value());
        QVERIFY(*read == story.trace);
    }

    void generated_bytes_keep_their_numbers() {
        sim::Trace trace = sample::echo_story();
        sim::ByteStream generated;
        generated.append_generated(1'000'000);
        trace.conversations[0].ends[0].stream.append_from(generated, 999'990, 10);
        const sim::Expected<sim::Trace> read = sim::decode_trace(sim::encode_trace(trace));
        QVERIFY(read.has_value());
        QVERIFY(*read == trace);
        QCOMPARE(read->conversations[0].ends[0].stream.read(5, 10), std::string("efghijklmn"));
    }

    void other_bytes_are_told_from_a_trace() {
        const std::string bytes = sim::encode_trace(sample::echo_story());
        QCOMPARE(problem_of(""), QString("this is not a trace file"));
        QCOMPARE(problem_of("[title]\nen = 1\n"), QString("this is not a trace file"));
        QCOMPARE(problem_of(bytes + "x"), QString("the trace file is damaged or cut short"));
        for (std::size_t size = 12; size < bytes.size(); size += 97)
            QCOMPARE(problem_of(bytes.substr(0, size)),
                     QString("the trace file is damaged or cut short"));
        std::string newer = bytes;
        newer[8] = 5;
        QCOMPARE(problem_of(newer),
                 QString("the trace file has version 5, this program reads version 4"));
    }

    void a_file_of_version_1_has_no_foreign_bytes() {
        std::string older = sim::encode_trace(sample::echo_story());
        older[8] = 1;
        older.resize(older.size() - no_icmp - empty_load - 4); // and the count of foreign bytes
        const sim::Expected<sim::Trace> read = sim::decode_trace(older);
        QVERIFY(read.has_value());
        QVERIFY(*read == sample::echo_story());
    }

    void a_file_of_version_2_has_no_load() {
        std::string older = sim::encode_trace(sample::echo_story());
        older[8] = 2;
        older.resize(older.size() - no_icmp - empty_load);
        const sim::Expected<sim::Trace> read = sim::decode_trace(older);
        QVERIFY(read.has_value());
        QVERIFY(*read == sample::echo_story());
    }

    void a_file_of_version_3_has_no_icmp() {
        std::string older = sim::encode_trace(sample::loaded_story());
        older[8] = 3;
        older.resize(older.size() - no_icmp);
        const sim::Expected<sim::Trace> read = sim::decode_trace(older);
        QVERIFY(read.has_value());
        QVERIFY(*read == sample::loaded_story());
    }

    void icmp_messages_and_urgent_pointers_survive_the_file() {
        sample::Story story;
        story.sent(sample::a, {.flags = {.syn = true}});
        const sim::RecordId urgent =
            story.sent(sample::a, {.flags = {.ack = true, .urg = true}, .seq = 1, .bytes = "now"});
        sim::Trace trace = story.trace;
        trace.urgent.push_back({.departure = urgent, .ahead = 3});
        sim::Record told = trace.record(urgent);
        told.kind = sim::RecordKind::icmp;
        told.detail = 0;
        trace.append(told);
        trace.icmp.push_back({.type = 3, .code = 4, .mtu = 1000, .quoted = {7}});
        const sim::Expected<sim::Trace> read = sim::decode_trace(sim::encode_trace(trace));
        QVERIFY(read.has_value());
        QVERIFY(*read == trace);
        QCOMPARE(urgent_pointer_of(*read, urgent), std::uint16_t{3});
        QCOMPARE(urgent_pointer_of(*read, urgent - 1), std::uint16_t{0});
        use_everywhere(*read);
        trace.icmp.clear();
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("record 3 of the trace refers to something that is not there"));
        trace.records[2].kind = sim::RecordKind::sent;
        trace.urgent[0].departure = 4;
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("a table of the trace refers to something not there"));
    }

    void samples_and_floods_survive_the_file() {
        const sim::Trace trace = sample::loaded_story();
        const sim::Expected<sim::Trace> read = sim::decode_trace(sim::encode_trace(trace));
        QVERIFY(read.has_value());
        QVERIFY(*read == trace);
    }

    void a_load_that_contradicts_itself_is_refused() {
        const QString bad = "a table of the trace refers to something not there";
        const sim::Trace good = sample::loaded_story();
        sim::Trace trace = good;
        trace.load.samples[0].host = 2;
        QCOMPARE(problem_of(sim::encode_trace(trace)), bad);
        trace = good;
        std::swap(trace.load.samples[0].at, trace.load.samples[1].at);
        QCOMPARE(problem_of(sim::encode_trace(trace)), bad);
        trace = good;
        trace.load.floods[0].fates[0].last = 2001;
        QCOMPARE(problem_of(sim::encode_trace(trace)), bad);
        trace = good;
        trace.load.floods[0].fates[1].count = 1992;
        QCOMPARE(problem_of(sim::encode_trace(trace)), bad);
        trace = good;
        trace.load.floods[0].trace_every = 0;
        QCOMPARE(problem_of(sim::encode_trace(trace)), bad);
    }

    void foreign_bytes_stand_beside_the_stream() {
        sample::Story story;
        story.sent(sample::a, {.flags = {.syn = true}});
        story.sent(sample::a, {.flags = {.ack = true}, .seq = 1, .bytes = "own"});
        sim::Trace trace = story.trace;
        sim::Record forged = trace.record(trace.last());
        forged.rule = sim::Rule::wire_injected;
        trace.append(forged);
        trace.foreign.push_back({.departure = trace.last(), .bytes = "EVI"});
        const sim::Expected<sim::Trace> read = sim::decode_trace(sim::encode_trace(trace));
        QVERIFY(read.has_value());
        QVERIFY(*read == trace);
        QCOMPARE(payload_of(*read, read->record(read->last() - 1)), std::string("own"));
        QCOMPARE(payload_of(*read, read->record(read->last())), std::string("EVI"));
        trace.foreign[0].bytes = "too long";
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("a table of the trace refers to something not there"));
    }

    void a_trace_that_contradicts_itself_is_refused() {
        const sim::Trace good = sample::echo_story();
        sim::Trace trace = good;
        trace.records[4].cause = 5;
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("record 5 of the trace is caused by a later one"));
        trace = good;
        trace.records[4].host = 2;
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("record 5 of the trace refers to something that is not there"));
        trace = good;
        trace.records[4].at = {-1};
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("record 5 of the trace lies outside every run"));
        trace = good;
        trace.records[11].at = {1};
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("record 12 of the trace lies before the one in front of it"));
        trace = good;
        trace.header.link_delay = std::chrono::nanoseconds::min();
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("the trace's link has no such delay"));
        trace = good;
        trace.options.clear();
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("record 5 of the trace refers to something that is not there"));
        trace = good;
        trace.header.programs.clear();
        QCOMPARE(problem_of(sim::encode_trace(trace)),
                 QString("a table of the trace refers to something not there"));
    }

    void ten_thousand_mutations_never_crash() {
        const std::string bytes = sim::encode_trace(sample::echo_story());
        sim::Rng rng{20261121};
        int refused = 0;
        for (int i = 0; i < 10'000; ++i) {
            const sim::Expected<sim::Trace> trace = sim::decode_trace(mutated(bytes, rng));
            if (!trace) {
                QVERIFY(!trace.error().message.empty());
                ++refused;
                continue;
            }
            use_everywhere(*trace);
        }
        QVERIFY(refused > 5'000 && refused < 10'000);
    }
};

QTEST_APPLESS_MAIN(TestTraceFile)
#include "test_trace_file.moc"
