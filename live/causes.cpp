#include "live/causes.h"

namespace live {

namespace {

constexpr std::size_t inputs_kept = 64;

/// A busy kernel may answer a little after the call has returned (ksoftirqd).
constexpr sim::Duration slack = std::chrono::microseconds{200};

/// Where this process was kept from the processor in the middle of an input, a timer may have fired
/// meanwhile: the one that delays ACKs takes 40 ms.
constexpr sim::Duration longest_answer = std::chrono::milliseconds{30};

} // namespace

void Causes::note(sim::HostId host, sim::Time begun, sim::Time done, sim::RecordId input) {
    std::deque<Input>& inputs = inputs_.at(host);
    inputs.push_front({.begun = begun, .done = done, .record = input});
    if (inputs.size() > inputs_kept) inputs.pop_back();
}

sim::RecordId Causes::of_departure(sim::HostId host, sim::Time departed) const {
    for (const Input& input : inputs_.at(host)) {
        if (departed < input.begun) continue;
        const bool in_time =
            departed <= input.done + slack && departed <= input.begun + longest_answer;
        return in_time ? input.record : 0;
    }
    return 0;
}

} // namespace live
