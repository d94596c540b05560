#include "live/causes.h"

namespace live {

namespace {

constexpr std::size_t inputs_kept = 64;

/// A busy kernel may answer a little after the call has returned (ksoftirqd).
constexpr sim::Duration slack = std::chrono::microseconds{200};

} // namespace

void Causes::note(sim::HostId host, sim::Time begun, sim::Time done, sim::RecordId input) {
    std::deque<Input>& inputs = inputs_.at(host);
    inputs.push_front({.begun = begun, .done = done, .record = input});
    if (inputs.size() > inputs_kept) inputs.pop_back();
}

sim::RecordId Causes::of_departure(sim::HostId host, sim::Time departed) const {
    for (const Input& input : inputs_.at(host))
        if (input.begun <= departed) return departed <= input.done + slack ? input.record : 0;
    return 0;
}

} // namespace live
