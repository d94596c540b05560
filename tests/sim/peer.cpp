#include "tests/sim/peer.h"

#include "sim/base/assert.h"

#include <functional>
#include <map>
#include <sstream>

namespace {

using namespace sim;

constexpr Path own_path{.local = {.address = 0, .port = 40000},
                        .remote = {.address = 1, .port = 80}};
constexpr std::uint64_t secret = 7;
constexpr std::uint32_t text_bytes = 10;

/// What a segment's numbers are made from: the two windows as the end has them.
struct Numbers {
    SeqNum irs, rcv_nxt;
    std::uint32_t rcv_wnd{};
    SeqNum iss, snd_una, snd_nxt;
};

struct Recipe {
    Flags flags;
    std::function<SeqNum(const Numbers&)> seq;
    std::function<SeqNum(const Numbers&)> ack;
    std::uint32_t length{};
};

SeqNum una(const Numbers& n) {
    return n.snd_una;
}
SeqNum nxt(const Numbers& n) {
    return n.snd_nxt;
}
SeqNum unsent(const Numbers& n) {
    return n.snd_nxt + 1;
}
SeqNum long_ago(const Numbers& n) {
    return n.snd_una - 70'000; // MAX.SND.WND is 65535
}
SeqNum before_una(const Numbers& n) {
    return n.snd_una - 1;
}
SeqNum after_iss(const Numbers& n) {
    return n.iss + 1;
}
SeqNum before_fin(const Numbers& n) {
    return n.snd_nxt - 1;
}
SeqNum no_ack(const Numbers&) {
    return {};
}
SeqNum first(const Numbers& n) {
    return n.irs;
}
SeqNum due(const Numbers& n) {
    return n.rcv_nxt;
}
SeqNum ahead(const Numbers& n) {
    return n.rcv_nxt + 10;
}
SeqNum beyond(const Numbers& n) {
    return n.rcv_nxt + n.rcv_wnd;
}
SeqNum just_before(const Numbers& n) {
    return n.rcv_nxt - 1;
}
SeqNum ten_before(const Numbers& n) {
    return n.rcv_nxt - text_bytes;
}
SeqNum five_before(const Numbers& n) {
    return n.rcv_nxt - text_bytes / 2;
}

const std::map<std::string, Recipe, std::less<>>& recipes() {
    constexpr Flags syn{.syn = true};
    constexpr Flags syn_ack{.syn = true, .ack = true};
    constexpr Flags ack{.ack = true};
    constexpr Flags fin{.ack = true, .fin = true};
    constexpr Flags rst{.rst = true};
    constexpr Flags rst_ack{.ack = true, .rst = true};
    static const std::map<std::string, Recipe, std::less<>> all{
        {"SYN in the window", {syn, ahead, no_ack}},
        {"SYN", {syn, first, no_ack}},
        {"old SYN", {syn, first, no_ack}},
        {"SYN beyond the window", {syn, beyond, no_ack}},
        {"SYN-ACK", {syn_ack, first, after_iss}},
        {"SYN-ACK of what was never sent", {syn_ack, first, unsent}},
        {"SYN-ACK in the window", {syn_ack, ahead, nxt}},
        {"SYN-ACK in the window of what was never sent", {syn_ack, ahead, unsent}},
        {"acceptable ACK", {ack, due, nxt}},
        {"ACK of all but the FIN", {ack, due, before_fin}},
        {"ACK of what was never sent", {ack, due, unsent}},
        {"ACK a little old", {ack, due, before_una}},
        {"ACK far too old", {ack, due, long_ago}},
        {"FIN in order", {fin, due, una}},
        {"FIN in order with an ACK of all", {fin, due, nxt}},
        {"FIN beyond a gap", {fin, ahead, una}},
        {"old FIN again", {fin, just_before, una}},
        {"FIN without ACK", {{.fin = true}, due, no_ack}},
        {"RST at RCV.NXT", {rst, due, no_ack}},
        {"RST that acknowledges", {rst_ack, due, nxt}},
        {"RST of what was never sent", {rst_ack, due, unsent}},
        {"RST in the window but not at RCV.NXT", {rst, ahead, no_ack}},
        {"RST beyond the window", {rst, beyond, no_ack}},
        {"RST one before RCV.NXT", {rst, just_before, no_ack}},
        {"data in order", {ack, due, una, text_bytes}},
        {"data in order with an ACK of all", {ack, due, nxt, text_bytes}},
        {"old data", {ack, ten_before, una, text_bytes}},
        {"data half old", {ack, five_before, nxt, text_bytes}},
        {"data beyond the window", {ack, beyond, una, text_bytes}},
        {"data in the window out of order", {ack, ahead, nxt, text_bytes}},
        {"data without ACK", {{}, due, no_ack, text_bytes}},
    };
    return all;
}

Segment made(const std::string& name, const Numbers& numbers) {
    const auto found = recipes().find(name);
    SIM_ASSERT(found != recipes().end());
    const Recipe& recipe = found->second;
    Segment segment{.path = reversed(own_path), .seq = recipe.seq(numbers), .flags = recipe.flags};
    segment.ack = recipe.ack(numbers);
    segment.window = 65535;
    segment.payload.length = recipe.length;
    return segment;
}

Segment opening_segment(const Connection& to, const Profile& profile) {
    Segment syn{.path = reversed(own_path), .seq = peer_iss, .window = 65535};
    syn.flags.syn = true;
    syn.present.mss = true;
    syn.options.mss = 1460;
    syn.present.timestamps = profile.timestamps;
    syn.present.sack_permitted = profile.sack;
    syn.options.timestamp = 1;
    if (to.state() == State::syn_sent) {
        syn.flags.ack = true;
        syn.ack = to.snd.nxt;
    }
    return syn;
}

const char* name_of(AppEvent event) {
    switch (event) {
    case AppEvent::none: return "";
    case AppEvent::connected: return "connected";
    case AppEvent::readable: return "readable";
    case AppEvent::writable: return "writable";
    case AppEvent::network_unreachable: return "network unreachable";
    case AppEvent::host_unreachable: return "host unreachable";
    case AppEvent::protocol_unreachable: return "protocol unreachable";
    case AppEvent::peer_closed: return "peer closed";
    case AppEvent::refused: return "refused";
    case AppEvent::reset: return "reset";
    case AppEvent::broken_pipe: return "broken pipe";
    case AppEvent::timed_out: return "timed out";
    case AppEvent::urgent: return "urgent";
    }
    unreachable();
}

std::string control_bits(Flags flags) {
    std::string text;
    const auto add = [&](bool set, const char* name) {
        if (set) text += (text.empty() ? "" : ",") + std::string(name);
    };
    add(flags.rst, "RST");
    add(flags.syn, "SYN");
    add(flags.fin, "FIN");
    add(flags.ack, "ACK");
    return text;
}

} // namespace

Step& Peer::begin(Duration wait) {
    step_.begin(step_.now + wait, profile_);
    step_.unmodelled = Rule::none;
    return step_;
}

Step& Peer::arrive(const Segment& segment, Connection& at) {
    begin();
    at.segment_arrives(segment, step_);
    return step_;
}

Connection Peer::connection_in(State state) {
    Connection connection(state == State::syn_received ? Opening::passive : Opening::active);
    if (state == State::syn_received) {
        connection.syn_arrives_at_listener(opening_segment(connection, profile_), secret, nullptr,
                                           begin());
        return connection;
    }
    connection.app_connects(own_path, secret, nullptr, begin());
    if (state == State::syn_sent) return connection;
    arrive(opening_segment(connection, profile_), connection);
    connection.app_sends(100, begin());
    const bool peer_first = state == State::close_wait || state == State::last_ack;
    if (peer_first) arrive(segment("FIN in order", connection), connection);
    if (state != State::established && state != State::close_wait)
        connection.app_shuts_down(begin());
    if (state == State::fin_wait_2 || state == State::time_wait)
        arrive(segment("acceptable ACK", connection), connection);
    if (state == State::closing || state == State::time_wait)
        arrive(segment("FIN in order", connection), connection);
    SIM_ASSERT(connection.state() == state);
    return connection;
}

Connection Peer::crossing() {
    Connection connection = connection_in(State::syn_sent);
    Segment syn = opening_segment(connection, profile_);
    syn.flags.ack = false;
    arrive(syn, connection);
    SIM_ASSERT(connection.state() == State::syn_received);
    return connection;
}

Segment Peer::segment(const std::string& name, const Connection& to) const {
    const bool knows_peer = to.state() != State::syn_sent;
    Segment segment = made(name, {.irs = peer_iss,
                                  .rcv_nxt = knows_peer ? to.rcv.nxt : peer_iss + 1,
                                  .rcv_wnd = to.rcv.open(),
                                  .iss = to.snd.iss,
                                  .snd_una = to.snd.una,
                                  .snd_nxt = to.snd.nxt});
    segment.present.timestamps = to.agreed.timestamps;
    segment.options.timestamp = to.agreed.ts_recent + 1;
    return segment;
}

Segment Peer::segment_to_nobody(const std::string& name) const {
    constexpr SeqNum iss{0};
    return made(name, {.irs = peer_iss,
                       .rcv_nxt = peer_iss + 1,
                       .rcv_wnd = 65535,
                       .iss = iss,
                       .snd_una = iss + 1,
                       .snd_nxt = iss + 101});
}

std::string text_of(const Segment& segment, SeqNum iss, SeqNum irs) {
    const bool answers_no_ack = segment.flags.rst && segment.flags.ack && segment.seq.raw == 0;
    const std::uint32_t seq = answers_no_ack ? 0 : distance(iss, segment.seq);
    std::string text = "<SEQ=" + std::to_string(seq) + ">";
    if (segment.flags.ack) text += "<ACK=" + std::to_string(distance(irs, segment.ack)) + ">";
    return text + "<CTL=" + control_bits(segment.flags) + ">";
}

std::string sent_in(const Step& step, const Connection& connection) {
    std::string text;
    for (const Segment& segment : step.segments)
        text +=
            (text.empty() ? "" : " ") + text_of(segment, connection.snd.iss, connection.rcv.irs);
    if (!text.empty()) return text;
    return connection.timers.is_set(TimerKind::delayed_ack) ? "a delayed ACK" : "nothing";
}

std::string state_of(const Connection& connection) {
    return std::string(name_of(connection.state())) + " "
           + std::to_string(distance(connection.snd.iss, connection.snd.una)) + "/"
           + std::to_string(distance(connection.rcv.irs, connection.rcv.nxt));
}

std::string told_in(const Step& step) {
    std::string text;
    for (const Effect& effect : step.effects)
        if (effect.kind == EffectKind::told && effect.event != AppEvent::none)
            text += (text.empty() ? "" : ", ") + std::string(name_of(effect.event));
    return text.empty() ? "nothing" : text;
}

std::vector<Row> rows_of(const std::string& state, const std::string& lines) {
    std::vector<Row> rows;
    std::istringstream text(lines);
    for (std::string line; std::getline(text, line);) {
        if (line.empty()) continue;
        Row row{.state = state};
        std::istringstream columns(line);
        for (std::string* const field :
             {&row.arrives, &row.sent, &row.after, &row.told, &row.clause}) {
            std::getline(columns, *field, '|');
            const std::size_t start = field->find_first_not_of(' ');
            SIM_ASSERT(start != std::string::npos);
            *field = field->substr(start, field->find_last_not_of(' ') + 1 - start);
        }
        rows.push_back(row);
    }
    return rows;
}
