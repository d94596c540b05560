#pragma once

#include "live/lab.h"
#include "sim/trace/record.h"

#include <array>
#include <deque>

namespace live {

/// What was done to each host of late, so that a packet can be traced to it: a kernel answers a
/// segment, and obeys a call, before the system call returns that brought it.
class Causes {
public:
    /// The input of record `input` was handed to `host` between these times.
    void note(sim::HostId host, sim::Time begun, sim::Time done, sim::RecordId input);
    /// The input that a packet which left `host` at `departed` follows from; 0 where none does, so
    /// that a timer of the host must have sent it.
    [[nodiscard]] sim::RecordId of_departure(sim::HostId host, sim::Time departed) const;

private:
    struct Input {
        sim::Time begun, done;
        sim::RecordId record{};
    };
    std::array<std::deque<Input>, host_count> inputs_; ///< the newest first
};

} // namespace live
