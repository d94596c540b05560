// poll(), and epoll with and without edges.
#include "sim/packetdrill/caller.h"

#include <algorithm>

namespace sim::packetdrill {

namespace {

constexpr std::uint32_t always_told = 8 | 0x10; // errors and hang-ups

std::int64_t field_number(const Value& value, const std::string& name) {
    const Value* const found = value.field(name);
    return found == nullptr ? 0 : found->number;
}

} // namespace

CallReport Caller::make_poll(const Call& call) {
    const Value& list = call.arguments[0];
    std::int64_t ready = 0;
    std::string complaint;
    for (const Value& one : list.items) {
        const SocketNumber number = socket_of(field_number(one, "fd"));
        if (!host_.is_open(number)) return {.complaint = "poll() of a closed socket"};
        const auto asked = static_cast<std::uint32_t>(field_number(one, "events"));
        const std::uint32_t seen = host_.readiness(number) & (asked | always_told);
        if (seen != 0) ++ready;
        const auto wanted = static_cast<std::uint32_t>(field_number(one, "revents"));
        if (seen != wanted)
            complaint = "expected poll() revents " + std::to_string(wanted) + " got "
                        + std::to_string(seen);
    }
    if (ready == 0 && call.arguments[2].number != 0) return {.blocks = true};
    if (!complaint.empty()) return {.complaint = complaint};
    return report(call, {.value = ready});
}

CallReport Caller::make_epoll_create(const Call& call) {
    if (call.result) polls_.insert_or_assign(*call.result, host_.call_epoll_create());
    return {};
}

CallReport Caller::make_epoll_ctl(const Call& call) {
    const auto poll = polls_.find(call.arguments[0].number);
    if (poll == polls_.end()) return report(call, failed("EBADF"));
    constexpr std::int64_t add = 1, erase = 2, modify = 3;
    const std::int64_t what = call.arguments[1].number;
    if (what != add && what != erase && what != modify)
        return {.unsupported = "this operation of epoll_ctl()"};
    const SocketNumber number = socket_of(call.arguments[2].number);
    if (!host_.is_open(number)) return report(call, failed("EBADF"));
    std::optional<std::uint32_t> events;
    if (what != erase)
        events = static_cast<std::uint32_t>(field_number(call.arguments[3], "events"));
    host_.watch(poll->second, number, events);
    return report(call, {});
}

CallReport Caller::make_epoll_wait(const Call& call) {
    const auto poll = polls_.find(call.arguments[0].number);
    if (poll == polls_.end()) return report(call, failed("EBADF"));
    const std::uint32_t seen = host_.call_epoll_wait(poll->second);
    if (seen == 0) {
        if (call.arguments[3].number != 0) return {.blocks = true};
        return report(call, {});
    }
    const auto expected = static_cast<std::uint32_t>(field_number(call.arguments[1], "events"));
    if (expected != seen)
        return {.complaint = "expected epoll events " + std::to_string(expected) + " got "
                             + std::to_string(seen)};
    return report(call, {.value = 1});
}

} // namespace sim::packetdrill
