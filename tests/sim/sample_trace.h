#pragma once

#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sample {

inline constexpr sim::HostId a = 0;
inline constexpr sim::HostId b = 1;
inline constexpr std::uint32_t isn_of_a = 4294967290; // wraps within the first bytes
inline constexpr std::uint32_t isn_of_b = 5000;

/// A segment as a test writes it: numbers relative.
struct Sent {
    sim::Flags flags;
    std::uint32_t seq{}, ack{};
    std::string bytes{};
    std::uint16_t window{502};
    std::optional<sim::OptionsRow> options{};
};

/// MSS 1460, SACK, a timestamp and window scale 7, as Linux opens.
sim::OptionsRow opening_options(std::uint32_t timestamp, std::uint32_t echo);
/// Timestamps alone.
sim::OptionsRow timestamps(std::uint32_t timestamp, std::uint32_t echo);

/// Writes a trace of one connection from A (10.0.0.1:49152) to B (10.0.0.2:8080) line by line, in
/// order of time. Each record is caused by the one before it at the same time and host, unless the
/// method says otherwise.
class Story {
public:
    explicit Story(sim::Provenance stage = sim::Provenance::model);

    Story& at_us(std::int64_t microseconds);
    sim::RecordId sent(sim::HostId host, const Sent& segment);
    sim::RecordId received(sim::RecordId departure);
    sim::RecordId dropped(sim::RecordId departure, sim::DropReason reason);
    sim::RecordId ignored(sim::RecordId departure);
    sim::RecordId moved(sim::HostId host, sim::State to);
    sim::RecordId entered(sim::HostId host, const std::string& name,
                          std::vector<std::string> arguments);
    sim::RecordId returned(sim::HostId host, const std::string& name,
                           std::vector<std::string> arguments, std::int64_t result,
                           const std::string& error = {});
    sim::RecordId timer(sim::HostId host, sim::TimerKind kind, sim::TimerAction action,
                        std::int64_t due_us);
    sim::RecordId changed(sim::HostId host, sim::Variable variable, std::int64_t before,
                          std::int64_t after);

    sim::Trace trace;

private:
    sim::Record line(sim::RecordKind kind, sim::HostId host) const;
    sim::RecordId append(const sim::Record& record);

    std::array<sim::State, 2> states_{};
    sim::Time now_;
};

/// Handshake, five bytes and their echo, teardown from A, with options, over a link of 10 ms.
sim::Trace echo_story(sim::Provenance stage = sim::Provenance::model);
/// A SYN to a closed port, lost at first, sent again after a second, then refused.
sim::Trace refused_story();
/// The same, with two samples of a listener under a flood of 2,000 SYNs.
sim::Trace loaded_story();

} // namespace sample
