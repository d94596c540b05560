// poll(), and epoll with and without edges.
#include "sim/packetdrill/caller.h"

#include <algorithm>

namespace sim::packetdrill {

namespace {

constexpr std::uint32_t always_told = 8 | 0x10; // errors and hang-ups
constexpr std::uint32_t edge_triggered = 1U << 31U;

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
        if (endpoint_.socket(number) == nullptr) return {.complaint = "poll() of a closed socket"};
        const auto asked = static_cast<std::uint32_t>(field_number(one, "events"));
        const std::uint32_t seen = endpoint_.readiness(number) & (asked | always_told);
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
    if (call.result) polls_.insert_or_assign(*call.result, EventPoll{});
    return {};
}

CallReport Caller::make_epoll_ctl(const Call& call) {
    const auto poll = polls_.find(call.arguments[0].number);
    if (poll == polls_.end()) return report(call, failed("EBADF"));
    constexpr std::int64_t add = 1, erase = 2;
    const std::int64_t what = call.arguments[1].number;
    const std::int64_t descriptor = call.arguments[2].number;
    std::vector<Watched>& watched = poll->second.watched;
    std::erase_if(watched, [&](const Watched& one) { return one.descriptor == descriptor; });
    if (what == erase) return report(call, {});
    if (what != add && what != 3) return {.unsupported = "this operation of epoll_ctl()"};
    watched.push_back(
        {.descriptor = descriptor,
         .socket = socket_of(descriptor),
         .events = static_cast<std::uint32_t>(field_number(call.arguments[3], "events"))});
    return report(call, {});
}

CallReport Caller::make_epoll_wait(const Call& call) {
    const auto poll = polls_.find(call.arguments[0].number);
    if (poll == polls_.end()) return report(call, failed("EBADF"));
    const Value& wanted = call.arguments[1];
    for (Watched& one : poll->second.watched) {
        const EndpointSocket* const open = endpoint_.socket(one.socket);
        if (open == nullptr) continue;
        const std::uint32_t seen =
            endpoint_.readiness(one.socket) & (one.events | always_told) & ~edge_triggered;
        const bool edge = (one.events & edge_triggered) != 0;
        if (seen == 0 || (edge && !one.is_armed && open->news == one.news)) continue;
        one.is_armed = false;
        one.news = open->news;
        const auto expected = static_cast<std::uint32_t>(field_number(wanted, "events"));
        if (expected != seen)
            return {.complaint = "expected epoll events " + std::to_string(expected) + " got "
                                 + std::to_string(seen)};
        return report(call, {.value = 1});
    }
    if (call.arguments[3].number != 0) return {.blocks = true};
    return report(call, {});
}

} // namespace sim::packetdrill
