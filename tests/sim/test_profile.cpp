#include "sim/tcp/profile.h"

#include <algorithm>
#include <chrono>

#include <QtTest>

using sim::Profile;
using sim::ProfileName;
using namespace std::chrono_literals;

namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<int>(view.size()));
}

/// The value of `name` in what sysctls_of() lists; null where it is not listed.
QString listed(const Profile& profile, std::string_view name) {
    for (const sim::SysctlSetting& setting : sim::sysctls_of(profile))
        if (setting.name == name) return text(setting.value);
    return {};
}

} // namespace

class TestProfile : public QObject {
    Q_OBJECT

private slots:
    void each_profile_is_found_by_its_name() {
        for (const char* name : {"classroom", "rfc9293", "linux", "freebsd"}) {
            const sim::Expected<ProfileName> found = sim::profile_called(name);
            QVERIFY(found.has_value());
            QCOMPARE(text(sim::name_of(*found)), QString(name));
            QVERIFY(sim::profile_named(*found).name == *found);
        }
    }

    void an_unknown_profile_is_an_error_that_names_the_known_ones() {
        const sim::Expected<ProfileName> found = sim::profile_called("openbsd");
        QVERIFY(!found.has_value());
        QCOMPARE(text(sim::to_text(found.error())),
                 "there is no profile \"openbsd\"; write classroom, rfc9293, linux or freebsd");
    }

    void the_classroom_has_no_options_and_counts_from_zero() {
        const Profile profile = sim::profile_named(ProfileName::classroom);
        QVERIFY(!profile.timestamps && !profile.sack && !profile.window_scaling);
        QVERIFY(profile.isn == sim::IsnChoice::zero);
        QVERIFY(profile.window == sim::WindowChoice::fixed);
        QCOMPARE(profile.fixed_window, 65535U);
    }

    void the_rfc_waits_two_msl_of_two_minutes() {
        QVERIFY(sim::profile_named(ProfileName::rfc9293).time_wait == 240s);
        QVERIFY(sim::profile_named(ProfileName::rfc9293).min_rto == 1s);
    }

    void a_sysctl_turns_its_knob() {
        Profile profile = sim::profile_named(ProfileName::linux);
        QVERIFY(sim::set_sysctl(profile, "net.ipv4.tcp_sack", "0").has_value());
        QVERIFY(!profile.sack);
        QVERIFY(sim::set_sysctl(profile, "net.ipv4.tcp_rto_min_us", "50000").has_value());
        QVERIFY(profile.min_rto == 50ms);
        QVERIFY(sim::set_sysctl(profile, "net.ipv4.tcp_rmem", "4096\t8192 16384").has_value());
        QVERIFY((profile.rmem == sim::BufferSizes{4096, 8192, 16384}));
        QVERIFY(sim::set_sysctl(profile, "net.ipv4.tcp_early_retrans", "2").has_value());
        QVERIFY(!profile.loss_probe);
        QVERIFY(sim::set_sysctl(profile, "net.ipv4.tcp_ecn", "0").has_value());
    }

    void a_bad_sysctl_is_an_error_and_changes_nothing_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("error");
        QTest::newRow("misspelt") << "net.ipv4.tcp_sak"
                                  << "0"
                                  << "the sysctl net.ipv4.tcp_sak is not known; the nearest are "
                                     "net.ipv4.tcp_sack and net.ipv4.tcp_dsack";
        QTest::newRow("not a number")
            << "net.ipv4.tcp_sack"
            << "off"
            << "net.ipv4.tcp_sack can not be \"off\"; write a number from "
               "0 to 1";
        QTest::newRow("too large") << "net.ipv4.tcp_syn_retries"
                                   << "128"
                                   << "net.ipv4.tcp_syn_retries can not be \"128\"; write a number "
                                      "from 1 to 127";
        QTest::newRow("beyond 32 bits") << "net.core.somaxconn"
                                        << "4294967296"
                                        << "net.core.somaxconn can not be \"4294967296\"; write a "
                                           "number from 0 to 2147483647";
        QTest::newRow("two of three") << "net.ipv4.tcp_rmem"
                                      << "4096 8192"
                                      << "net.ipv4.tcp_rmem can not be \"4096 8192\"; write three "
                                         "rising numbers from 1 to 2147483647";
        QTest::newRow("falling") << "net.ipv4.tcp_wmem"
                                 << "3 2 1"
                                 << "net.ipv4.tcp_wmem can not be \"3 2 1\"; write three rising "
                                    "numbers from 1 to 2147483647";
        QTest::newRow("nothing") << "net.ipv4.tcp_sack"
                                 << ""
                                 << "net.ipv4.tcp_sack can not be \"\"; write a number from 0 to 1";
        QTest::newRow("not modelled") << "net.ipv4.tcp_fastopen"
                                      << "1"
                                      << "the model does not play net.ipv4.tcp_fastopen = 1 yet; "
                                         "only 0 is possible";
    }
    void a_bad_sysctl_is_an_error_and_changes_nothing() {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, error);
        Profile profile = sim::profile_named(ProfileName::linux);
        const auto set = sim::set_sysctl(profile, name.toStdString(), value.toStdString());
        QVERIFY(!set.has_value());
        QCOMPARE(text(sim::to_text(set.error())), error);
        QVERIFY(profile == sim::profile_named(ProfileName::linux));
    }

    void a_kernel_is_told_every_sysctl() {
        Profile profile = sim::profile_named(ProfileName::linux);
        QCOMPARE(listed(profile, "net.ipv4.tcp_rmem"), QString("4096 131072 6291456"));
        QCOMPARE(listed(profile, "net.ipv4.tcp_congestion_control"), QString("cubic"));
        QCOMPARE(listed(profile, "net.ipv4.tcp_rto_max_ms"), QString("120000"));
        QCOMPARE(listed(profile, "net.ipv4.tcp_early_retrans"), QString("3"));
        QCOMPARE(listed(profile, "net.ipv4.tcp_fin_timeout"), QString("60"));
        profile = sim::profile_named(ProfileName::classroom);
        QCOMPARE(listed(profile, "net.ipv4.tcp_timestamps"), QString("0"));
        QCOMPARE(sim::sysctls_of(profile).size(), sim::known_sysctls().size());
    }

    void what_a_kernel_is_told_gives_the_same_profile() {
        for (const ProfileName name :
             {ProfileName::classroom, ProfileName::rfc9293, ProfileName::linux}) {
            const Profile profile = sim::profile_named(name);
            Profile copy = profile;
            for (const sim::SysctlSetting& setting : sim::sysctls_of(profile))
                QVERIFY(sim::set_sysctl(copy, setting.name, setting.value).has_value());
            QVERIFY(copy == profile);
        }
    }
};

QTEST_APPLESS_MAIN(TestProfile)
#include "test_profile.moc"
