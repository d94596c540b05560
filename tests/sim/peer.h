#pragma once

#include "sim/tcp/connection.h"

#include <string>
#include <vector>

/// The peer's initial sequence number.
inline constexpr sim::SeqNum peer_iss{0xfffffffe};

/// One end of a connection and the segments its peer could send: RFC 9293 3.10.7 without a network.
///
/// Where a state allows it, the end has sent 100 bytes that are not acknowledged: in ESTABLISHED
/// SND.UNA is 1, SND.NXT 101 and RCV.NXT 1, counted from the two initial numbers. The peer's
/// numbers pass 2^32 with its first byte.
class Peer {
public:
    explicit Peer(const sim::Profile& profile) : profile_(profile) {}

    /// A connection in `state`, not CLOSED and not LISTEN. Its program has shut down, not closed.
    sim::Connection connection_in(sim::State state);
    /// SYN-RECEIVED by way of SYN-SENT: both SYNs have crossed.
    sim::Connection crossing();

    /// The peer's segment that a row of the table names: "RST at RCV.NXT".
    [[nodiscard]] sim::Segment segment(const std::string& name, const sim::Connection& to) const;
    /// The same, for whom no connection is there.
    [[nodiscard]] sim::Segment segment_to_nobody(const std::string& name) const;

    /// The step that `segment` takes, a second after what was before.
    sim::Step& arrive(const sim::Segment& segment, sim::Connection& at);
    /// A fresh step, `wait` after what was before.
    sim::Step& begin(sim::Duration wait = std::chrono::seconds{1});

    [[nodiscard]] const sim::Profile& profile() const { return profile_; }

private:
    sim::Profile profile_;
    sim::Step step_;
};

/// What a step sent: "<SEQ=101><ACK=1><CTL=ACK>", by the initial numbers of `connection`;
/// "nothing", or "a delayed ACK" when one is waiting.
std::string sent_in(const sim::Step& step, const sim::Connection& connection);
/// The state, SND.UNA and RCV.NXT: "ESTABLISHED 1/1".
std::string state_of(const sim::Connection& connection);
/// What the program was told: "readable, peer closed", or "nothing".
std::string told_in(const sim::Step& step);
/// One segment in the RFC's form, by these initial numbers.
std::string text_of(const sim::Segment& segment, sim::SeqNum iss, sim::SeqNum irs);

/// One line of a table: what arrives, and what comes of it, in the words of the functions above.
struct Row {
    std::string state, arrives, sent, after, told, clause;

    /// "ESTABLISHED: RST at RCV.NXT".
    [[nodiscard]] std::string name() const { return state + ": " + arrives; }
};

/// The rows of `state`: a line each, five columns with bars between them.
std::vector<Row> rows_of(const std::string& state, const std::string& lines);
