#pragma once

#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ui_test {

/// Writes a trace of one conversation between A (10.0.0.1:49152, the opener) and B (10.0.0.2:8080)
/// line by line. Times are microseconds, sequence numbers relative. Records may be told out of
/// order of time: finish() sorts them.
class TraceBuilder {
public:
    TraceBuilder();

    TraceBuilder& at(std::int64_t microseconds);
    sim::RecordId sent(sim::HostId host, sim::Flags flags, std::uint32_t seq, std::uint32_t ack,
                       std::uint32_t length = 0);
    sim::RecordId received(sim::RecordId departure);
    sim::RecordId dropped(sim::RecordId departure);
    /// Puts a SACK block, relative numbers of the other end, on a segment that was sent.
    void sackOf(sim::RecordId departure, sim::SeqRange relative);
    /// The sender's variables as the last record left them, relative numbers.
    struct Watched {
        std::uint32_t una{}, nxt{}, window{}, cwnd{};
    };
    void watched(sim::HostId host, Watched relative);
    void state(sim::HostId host, sim::State from, sim::State to);
    void call(sim::HostId host, const std::string& name, std::vector<std::string> arguments,
              std::optional<std::int64_t> result);
    void returned(sim::HostId host, const std::string& name, std::vector<std::string> arguments,
                  std::int64_t result);
    void timer(sim::HostId host, sim::TimerKind kind, sim::TimerAction action, std::int64_t due_us);

    sim::Trace finish();

private:
    sim::Record record(sim::RecordKind kind, sim::HostId host) const;
    sim::RecordId append(const sim::Record& line);

    sim::Trace trace_;
    std::vector<sim::Record> records_;
    std::array<sim::State, 2> states_{};
    sim::Time now_;
    sim::RecordId cause_{};
};

} // namespace ui_test
