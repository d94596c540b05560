// The two queues of a listener: who gets a slot, who is answered by a cookie, who is dropped, and
// how long the patience with half-open connections lasts.
#include "sim/base/rng.h"
#include "sim/tcp/listener.h"
#include "sim/tcp/syn_cookie.h"

#include <QtTest>

namespace {

using sim::Listener;
using sim::Profile;
using sim::SynCookies;
using sim::SynVerdict;

Listener listener_of(std::uint32_t backlog, std::uint32_t half_open, std::uint32_t complete) {
    Listener listener{.port = 8080, .backlog = backlog};
    for (std::uint32_t i = 0; i < half_open; ++i)
        listener.syn_queue.add(i);
    for (std::uint32_t i = 0; i < complete; ++i)
        listener.accept_queue.add(1000 + i);
    return listener;
}

Profile with(SynCookies cookies, std::uint32_t max_syn_backlog = 2048) {
    Profile profile = sim::profile_named(sim::ProfileName::linux);
    profile.syn_cookies = cookies;
    profile.max_syn_backlog = max_syn_backlog;
    return profile;
}

sim::Segment syn_from(std::uint16_t port) {
    sim::Segment syn{.path = {.local = {7, port}, .remote = {1, 8080}}, .seq = {123'456'789}};
    syn.flags.syn = true;
    syn.present.mss = true;
    syn.options.mss = 1460;
    return syn;
}

/// The ACK that a client answers to a cookie.
sim::Segment ack_of(const sim::Segment& answer) {
    sim::Segment ack{.path = reversed(answer.path), .seq = answer.ack, .ack = answer.seq + 1};
    ack.flags.ack = true;
    ack.present.timestamps = answer.present.timestamps;
    ack.options.timestamp = 5000;
    ack.options.timestamp_echo = answer.options.timestamp;
    return ack;
}

constexpr std::uint64_t secret = 0x1234567890abcdef;
constexpr std::int64_t second = 1'000'000'000;

} // namespace

class TestListener : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linux_checks_in_the_order_of_the_kernel_data() {
        QTest::addColumn<int>("backlog");
        QTest::addColumn<int>("half_open");
        QTest::addColumn<int>("complete");
        QTest::addColumn<int>("cookies");
        QTest::addColumn<int>("verdict");
        const auto row = [](const char* name, int backlog, int half_open, int complete,
                            SynCookies cookies, SynVerdict verdict) {
            QTest::newRow(name) << backlog << half_open << complete << static_cast<int>(cookies)
                                << static_cast<int>(verdict);
        };
        row("empty", 0, 0, 0, SynCookies::off, SynVerdict::queue);
        row("N + 1 half open", 5, 5, 0, SynCookies::off, SynVerdict::queue);
        row("full", 5, 6, 0, SynCookies::off, SynVerdict::syn_queue_full);
        row("full, with cookies", 5, 6, 0, SynCookies::when_full, SynVerdict::cookie);
        row("N + 1 complete", 5, 0, 5, SynCookies::off, SynVerdict::queue);
        row("no accept", 5, 0, 6, SynCookies::off, SynVerdict::accept_queue_full);
        row("no accept, with cookies", 5, 0, 6, SynCookies::when_full,
            SynVerdict::accept_queue_full);
        row("both full: the SYN queue comes first", 5, 6, 6, SynCookies::off,
            SynVerdict::syn_queue_full);
        row("both full, with cookies", 5, 6, 6, SynCookies::when_full,
            SynVerdict::accept_queue_full);
        row("cookies always", 5, 0, 0, SynCookies::always, SynVerdict::cookie);
        row("cookies always, no accept", 5, 0, 6, SynCookies::always,
            SynVerdict::accept_queue_full);
    }
    void linux_checks_in_the_order_of_the_kernel() {
        QFETCH(int, backlog);
        QFETCH(int, half_open);
        QFETCH(int, complete);
        QFETCH(int, cookies);
        QFETCH(int, verdict);
        const Listener listener =
            listener_of(static_cast<std::uint32_t>(backlog), static_cast<std::uint32_t>(half_open),
                        static_cast<std::uint32_t>(complete));
        QCOMPARE(static_cast<int>(listener.judge_syn(with(static_cast<SynCookies>(cookies)))),
                 verdict);
    }

    void without_cookies_the_last_quarter_of_max_syn_backlog_is_kept() {
        const auto verdict = [](std::uint32_t half_open, SynCookies cookies) {
            return listener_of(1024, half_open, 0).judge_syn(with(cookies, 64));
        };
        QVERIFY(verdict(48, SynCookies::off) == SynVerdict::queue);
        QVERIFY(verdict(49, SynCookies::off) == SynVerdict::last_quarter);
        QVERIFY(verdict(1024, SynCookies::when_full) == SynVerdict::queue);
    }

    void other_policies_have_other_queues() {
        Profile bsd = with(SynCookies::when_full);
        bsd.backlog_policy = sim::BacklogPolicy::bsd;
        QVERIFY(listener_of(8, 7, 20).judge_syn(bsd) == SynVerdict::queue);
        QVERIFY(listener_of(8, 8, 0).judge_syn(bsd) == SynVerdict::evict_oldest);
        QVERIFY(listener_of(8, 0, 11).takes_complete(bsd));
        QVERIFY(!listener_of(8, 0, 12).takes_complete(bsd));
        Profile textbook = bsd;
        textbook.backlog_policy = sim::BacklogPolicy::textbook;
        QVERIFY(listener_of(8, 4, 3).judge_syn(textbook) == SynVerdict::queue);
        QVERIFY(listener_of(8, 4, 4).judge_syn(textbook) == SynVerdict::backlog_full);
        QVERIFY(listener_of(8, 0, 8).takes_complete(textbook));
    }

    void a_crowded_queue_shortens_the_retries() {
        const Profile profile = with(SynCookies::off);
        const auto retries = [&](std::uint32_t backlog, std::uint32_t half_open,
                                 std::uint32_t young) {
            Listener listener = listener_of(backlog, half_open, 0);
            listener.young = young;
            return listener.synack_retries(profile);
        };
        QCOMPARE(retries(8, 4, 0), 5U); // half of 8
        QCOMPARE(retries(8, 5, 0), 2U);
        QCOMPARE(retries(2, 3, 0), 5U); // fewer than eight count as eight
        QCOMPARE(retries(128, 64, 0), 5U);
        QCOMPARE(retries(128, 65, 0), 2U);
        QCOMPARE(retries(128, 129, 129), 5U); // all young
        QCOMPARE(retries(128, 129, 65), 5U);  // more than half
        QCOMPARE(retries(128, 129, 64), 4U);
        QCOMPARE(retries(128, 129, 33), 4U);
        QCOMPARE(retries(128, 129, 32), 3U);
    }

    void rows_keep_the_order_of_arrival_and_reuse_their_slots() {
        sim::SlotRow row;
        for (std::uint32_t entry = 10; entry < 14; ++entry)
            row.add(entry);
        row.remove(1);
        row.remove(3);
        QCOMPARE(row.add(20), 3U); // the slot that became empty last
        QCOMPARE(row.add(21), 1U);
        QCOMPARE(row.add(22), 4U);
        QVERIFY((row.entries() == std::vector<std::uint32_t>{10, 12, 20, 21, 22}));
        row.remove(row.oldest());
        QCOMPARE(row.entry(row.oldest()), 12U);
        QCOMPARE(row.size(), std::size_t{4});
    }

    void a_cookie_remembers_number_and_mss_class() {
        const Profile profile = with(SynCookies::always);
        for (const auto& [mss, remembered] : std::vector<std::array<std::uint16_t, 2>>{
                 {1460, 1460}, {1459, 1440}, {1400, 1300}, {536, 536}, {88, 536}, {9000, 1460}}) {
            sim::Segment syn = syn_from(1024);
            syn.options.mss = mss;
            const sim::Segment answer = cookie_answer(syn, {second}, secret, profile);
            QVERIFY(answer.flags.syn && answer.flags.ack);
            QVERIFY(!answer.present.window_scale && !answer.present.sack_permitted);
            const auto back = syn_remembered(ack_of(answer), {second}, secret, profile);
            QVERIFY(back.has_value());
            QCOMPARE(back->seq.raw, 123'456'789U);
            QCOMPARE(back->options.mss, remembered);
            QVERIFY(!back->present.window_scale && !back->present.sack_permitted);
        }
    }

    void over_ipv6_the_classes_are_others() {
        Profile profile = with(SynCookies::always);
        profile.ip_header = 40;
        sim::Segment syn = syn_from(1024);
        syn.options.mss = 1400;
        const sim::Segment answer = cookie_answer(syn, {second}, secret, profile);
        QCOMPARE(answer.options.mss, std::uint16_t{1440});
        const auto back = syn_remembered(ack_of(answer), {second}, secret, profile);
        QVERIFY(back.has_value());
        QCOMPARE(back->options.mss, std::uint16_t{1220});
    }

    void only_timestamps_carry_further_options() {
        const Profile profile = with(SynCookies::always);
        sim::Segment syn = syn_from(1024);
        syn.present = {
            .mss = true, .window_scale = true, .sack_permitted = true, .timestamps = true};
        syn.options.window_shift = 9;
        const sim::Segment answer = cookie_answer(syn, {second}, secret, profile);
        QCOMPARE(answer.options.window_shift, std::uint8_t{7}); // our own
        const auto back = syn_remembered(ack_of(answer), {second}, secret, profile);
        QVERIFY(back && back->present.window_scale && back->present.sack_permitted);
        QCOMPARE(back->options.window_shift, std::uint8_t{9}); // the peer's
        QCOMPARE(back->options.timestamp, 5000U);
    }

    void a_cookie_lives_for_one_to_two_periods_of_64_seconds() {
        const Profile profile = with(SynCookies::always);
        const auto lives = [&](std::int64_t given, std::int64_t back) {
            const sim::Segment answer =
                cookie_answer(syn_from(1024), {given * second}, secret, profile);
            return syn_remembered(ack_of(answer), {back * second}, secret, profile).has_value();
        };
        QVERIFY(lives(0, 0));
        QVERIFY(lives(0, 127));
        QVERIFY(!lives(0, 128));
        QVERIFY(lives(63, 127));
        QVERIFY(!lives(63, 128));
        QVERIFY(!lives(0, std::int64_t{32} * 64)); // the five bits of the counter have come round
        QVERIFY(!lives(64, 0));                    // not before it was given
    }

    void a_cookie_is_good_for_nobody_else() {
        const Profile profile = with(SynCookies::always);
        const sim::Segment answer = cookie_answer(syn_from(1024), {second}, secret, profile);
        sim::Segment ack = ack_of(answer);
        QVERIFY(syn_remembered(ack, {second}, secret, profile));
        QVERIFY(!syn_remembered(ack, {second}, secret + 1, profile));
        ack.path.local.address = 8;
        QVERIFY(!syn_remembered(ack, {second}, secret, profile));
        ack = ack_of(answer);
        ack.path.local.port = 1025;
        QVERIFY(!syn_remembered(ack, {second}, secret, profile));
        ack = ack_of(answer);
        ack.path.remote.port = 8081;
        QVERIFY(!syn_remembered(ack, {second}, secret, profile));
        ack = ack_of(answer);
        ack.ack = ack.ack + 1;
        QVERIFY(!syn_remembered(ack, {second}, secret, profile));
        ack = ack_of(answer);
        ack.seq = ack.seq + 1;
        QVERIFY(!syn_remembered(ack, {second}, secret, profile));
    }

    void a_million_forged_acks_bring_no_cookie() {
        const Profile profile = with(SynCookies::always);
        sim::Rng chance{20261125};
        const sim::Segment genuine = cookie_answer(syn_from(1024), {second}, secret, profile);
        std::uint32_t taken = 0;
        for (std::uint32_t i = 0; i < 1'000'000; ++i) {
            sim::Segment forged = ack_of(genuine);
            switch (i % 4) {
            case 0: // a number of the forger's
                forged.ack = {static_cast<std::uint32_t>(chance.next())};
                break;
            case 1: // the right counter and class, a guessed hash
                forged.ack = forged.ack + (1 + chance.next() % 0xfffffe);
                break;
            case 2: // somebody else's
                forged.path.local.port = static_cast<std::uint16_t>(1025 + chance.next() % 60000);
                break;
            default: // its own, later than it lives
                break;
            }
            const std::int64_t now = i % 4 == 3 ? 129 + static_cast<std::int64_t>(i) : 1;
            if (syn_remembered(forged, {now * second}, secret, profile)) ++taken;
        }
        QCOMPARE(taken, 0U);
    }
};

QTEST_APPLESS_MAIN(TestListener)
#include "test_listener.moc"
