#include "tests/soak/random_host.h"

namespace soak {

namespace {

class HostWriter {
public:
    HostWriter(Draw& draw, const Surroundings& around) : draw_(draw), around_(around) {}

    std::string write(char name);

private:
    void sysctl(const std::string& name, const std::string& value) {
        text_ += "\"net.ipv4.tcp_" + name + "\" = " + value + "\n";
    }
    /// In so many of a hundred hosts, a number between these.
    void perhaps(std::uint64_t percent, const std::string& name, std::uint64_t least,
                 std::uint64_t most) {
        if (draw_.chance(percent)) sysctl(name, draw_.number(least, most));
    }
    std::string three(std::uint64_t least, std::uint64_t most);
    void choose_options();
    void choose_recovery();
    void choose_patience();
    void choose_buffers();

    Draw& draw_;
    const Surroundings& around_;
    std::string text_;
};

/// Least, initial and largest size of a buffer.
std::string HostWriter::three(std::uint64_t least, std::uint64_t most) {
    const std::string size = draw_.number(least, most);
    const std::string largest = draw_.chance(50) ? size : std::to_string(2 * most);
    return "\"" + std::to_string(least) + " " + size + " " + largest + "\"";
}

void HostWriter::choose_options() {
    perhaps(25, "sack", 0, 1);
    perhaps(20, "timestamps", 0, 1);
    perhaps(20, "window_scaling", 0, 1);
    if (around_.ecn)
        sysctl("ecn", "1");
    else
        perhaps(10, "ecn", 0, 2);
    if (draw_.chance(60))
        sysctl("congestion_control",
               "\"" + draw_.one_of<5>({"none", "reno", "reno", "cubic", "cubic"}) + "\"");
    perhaps(10, "slow_start_after_idle", 0, 1);
    perhaps(10, "min_tso_segs", 1, 4);
}

void HostWriter::choose_recovery() {
    perhaps(15, "dsack", 0, 1);
    if (draw_.chance(15)) sysctl("frto", draw_.chance(50) ? "2" : "0");
    if (draw_.chance(15)) sysctl("early_retrans", draw_.chance(50) ? "3" : "0");
    perhaps(15, "retrans_collapse", 0, 1);
    perhaps(10, "reordering", 1, 10);
    perhaps(5, "comp_sack_nr", 0, 10);
    perhaps(5, "comp_sack_delay_ns", 0, 5'000'000);
    perhaps(10, "rto_min_us", 1000, 500'000);
    if (draw_.chance(10))
        sysctl("rto_max_ms", draw_.number(1000, 20'000));
    else if (around_.harsh)
        sysctl("rto_max_ms", "20000"); // or the run might take more than its hour
}

void HostWriter::choose_patience() {
    perhaps(20, "rfc1337", 0, 1);
    perhaps(20, "fin_timeout", 1, 90);
    perhaps(5, "retries2", 1, 6);
    perhaps(5, "orphan_retries", 1, 4);
    perhaps(5, "syn_retries", 1, 4);
    perhaps(5, "synack_retries", 1, 4);
    perhaps(10, "invalid_ratelimit", 0, 1000);
    if (around_.loses || !draw_.chance(10)) return; // a lost ACK is never asked for again,
    const bool always = draw_.below(3) != 0;        // and one that is late opens another connection
    sysctl("syncookies", always && !around_.delays ? "2" : "0");
}

void HostWriter::choose_buffers() {
    if (around_.tiny && draw_.chance(60)) sysctl("rmem", three(2304, 12'000));
    if (around_.tiny && draw_.chance(40)) sysctl("wmem", three(4608, 12'000));
}

std::string HostWriter::write(char name) {
    text_ = std::string("\n[[host]]\nname = \"") + name + "\"\n";
    if (around_.ipv6) text_ += "address = \"fd00::" + std::to_string(name - 'A' + 1) + "\"\n";
    text_ += "[host.sysctl]\n";
    choose_options();
    choose_recovery();
    choose_patience();
    choose_buffers();
    return text_;
}

} // namespace

std::string random_host(Draw& draw, const Surroundings& around, char name) {
    return HostWriter(draw, around).write(name);
}

} // namespace soak
