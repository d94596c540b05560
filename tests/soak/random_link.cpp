#include "tests/soak/random_link.h"

namespace soak {

namespace {

class LinkWriter {
public:
    explicit LinkWriter(Draw& draw) : draw_(draw), loses_nothing_(draw.chance(35)) {}

    LinkText write();

private:
    void choose_rate();
    void choose_loss();
    std::string segments();
    std::string fault(const std::string& action, const std::string& segments);
    void note(const std::string& action);
    void add_fault();
    void add_burst();
    void add_marks();
    void add_hold();

    Draw& draw_;
    bool loses_nothing_;
    LinkText text_;
};

void LinkWriter::choose_rate() {
    if (draw_.chance(80)) text_.link += "link.delay = \"" + draw_.number(0, 200) + " ms\"\n";
    if (!draw_.chance(30)) return;
    const bool slow = draw_.chance(30);
    text_.link += "link.rate = \""
                  + (slow ? draw_.number(100, 900) + " kbit/s" : draw_.number(1, 20) + " Mbit/s")
                  + "\"\n";
    if (loses_nothing_ || !draw_.chance(50)) return;
    text_.link += "link.queue = " + draw_.number(2, 40) + "\n";
    text_.loses = true;
}

/// A few in a thousand, or up to three in ten.
void LinkWriter::choose_loss() {
    if (loses_nothing_ || draw_.chance(40)) return;
    text_.harsh = draw_.chance(40);
    const std::string thousandths = draw_.number(1, text_.harsh ? 300 : 40);
    text_.link += "link.loss = 0." + std::string(3 - thousandths.size(), '0') + thousandths + "\n";
    text_.loses = true;
}

/// Which segments of which host: "from" and "what".
std::string LinkWriter::segments() {
    return "from = \"" + std::string(draw_.chance(50) ? "A" : "B") + "\"\nwhat = \""
           + draw_.one_of<7>({"syn", "syn-ack", "ack", "data", "fin", "rst", "any"}) + "\"\n";
}

std::string LinkWriter::fault(const std::string& action, const std::string& segments) {
    return "\n[[fault]]\ndo = \"" + action + "\"\n" + segments;
}

void LinkWriter::note(const std::string& action) {
    if (action == "drop" || action == "corrupt") text_.loses = true;
    if (action == "delay") text_.delays = true;
}

void LinkWriter::add_fault() {
    std::string action = draw_.one_of<4>({"duplicate", "delay", "drop", "corrupt"});
    if (loses_nothing_) action = draw_.chance(50) ? "duplicate" : "delay";
    note(action);
    text_.faults += fault(action, segments());
    const bool often = draw_.chance(50);
    if (draw_.chance(70))
        text_.faults += "nth = " + draw_.number(1, often ? 8 : 60) + "\n";
    else
        text_.faults += "every = " + draw_.number(2, often ? 6 : 50) + "\n";
    text_.harsh = text_.harsh || (often && text_.loses);
    if (draw_.chance(20)) text_.faults += "conn = " + draw_.number(1, 3) + "\n";
    if (action == "delay")
        text_.faults += "by = \"" + draw_.number(1, draw_.chance(50) ? 50 : 3000) + " ms\"\n";
}

/// Several in a row: dropped, damaged, or late enough to be overtaken by those behind them.
void LinkWriter::add_burst() {
    std::string action = draw_.one_of<3>({"drop", "corrupt", "delay"});
    if (loses_nothing_) action = "delay";
    note(action);
    const std::string segments = "from = \"" + std::string(draw_.chance(50) ? "A" : "B")
                                 + "\"\nwhat = \"" + draw_.one_of<3>({"data", "ack", "any"})
                                 + "\"\n";
    const std::uint64_t first = 1 + draw_.below(60);
    const std::uint64_t length = 2 + draw_.below(8);
    const std::string by = draw_.number(1, 400);
    for (std::uint64_t nth = first; nth < first + length; ++nth) {
        text_.faults += fault(action, segments) + "nth = " + std::to_string(nth) + "\n";
        if (action == "delay") text_.faults += "by = \"" + by + " ms\"\n";
    }
}

/// A router that notes congestion, where the ends speak ECN.
void LinkWriter::add_marks() {
    const std::string from = draw_.chance(50) ? "A" : "B";
    text_.faults += fault("mark", "from = \"" + from + "\"\nwhat = \"data\"\n");
    text_.faults += draw_.chance(60) ? "every = " + draw_.number(2, 30) + "\n"
                                     : "nth = " + draw_.number(1, 12) + "\n";
}

/// Until what may never come: then the segment is lost.
void LinkWriter::add_hold() {
    text_.loses = true;
    text_.faults += fault("hold", segments()) + "nth = " + draw_.number(1, 8) + "\n[fault.until]\n"
                    + segments() + "nth = " + draw_.number(1, 12) + "\n";
}

LinkText LinkWriter::write() {
    choose_rate();
    choose_loss();
    const std::uint64_t faults = draw_.chance(40) ? 0 : draw_.below(6);
    for (std::uint64_t i = 0; i < faults; ++i)
        add_fault();
    if (draw_.chance(15)) add_burst();
    if (draw_.chance(30)) add_marks();
    if (!loses_nothing_ && draw_.chance(15)) add_hold();
    return text_;
}

} // namespace

LinkText random_link(Draw& draw) {
    return LinkWriter(draw).write();
}

} // namespace soak
