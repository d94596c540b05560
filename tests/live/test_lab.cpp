#include "live/child.h"
#include "live/lab.h"
#include "live/namespaces.h"
#include "live/stage.h"
#include "tests/live/program_builder.h"

#include <poll.h>

#include <QtTest>

namespace {

/// What becomes of a frame that is put into a host's cable as soon as the lab stands.
std::string fate_of_the_first_frame(sim::HostId host) {
    const live::Attempt<live::Lab> lab = live::build_lab(live_test::two_hosts());
    if (!lab) return "no lab";
    const live::Inside inside{lab->hosts[host].network, lab->bridge_network};
    const live::Attempt<live::Tap> far_end = live::Tap::open("eth0", live::TapView::coming_out);
    if (!far_end) return "no tap";
    std::vector<std::uint8_t> frame =
        live::ethernet_header_from(1U - host, sim::AddressFamily::ipv4);
    frame.resize(64);
    if (lab->taps[host].write(frame) != 0) return "not sent";
    pollfd waiting{.fd = far_end->number(), .events = POLLIN, .revents = 0};
    poll(&waiting, 1, 1000);
    live::Frame arrived;
    return far_end->read(arrived) && arrived.bytes == frame ? "arrived" : "lost";
}

void tell_the_first_frames_fate(const live::Parent& parent) {
    for (const sim::HostId host : {0, 1})
        parent.tell(live::MessageKind::progress, fate_of_the_first_frame(host));
}

/// Both messages of a child that builds two labs.
QStringList fates_of_first_frames() {
    std::optional<live::Child> child = live::Child::start(tell_the_first_frames_fate);
    QStringList fates;
    live::Message message;
    while (child && fates.size() < 2
           && child->listen(message, std::chrono::seconds{20}) == live::Child::Heard::message)
        fates << QString::fromStdString(message.body);
    return fates;
}

} // namespace

class TestLab : public QObject {
    Q_OBJECT

private slots:
    void a_cable_carries_the_very_first_frame() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        for (int time = 0; time < 10; ++time)
            QCOMPARE(fates_of_first_frames(), (QStringList{"arrived", "arrived"}));
    }
};

QTEST_APPLESS_MAIN(TestLab)
#include "test_lab.moc"
