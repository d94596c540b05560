// fcntl(), ioctl() and the options of sockets.
#include "sim/packetdrill/caller.h"

namespace sim::packetdrill {

namespace {

std::int64_t number_in(const Call& call, std::size_t place) {
    return place < call.arguments.size() ? call.arguments[place].number : 0;
}

std::string text_in(const Call& call, std::size_t place) {
    return place < call.arguments.size() ? call.arguments[place].text : "";
}

/// The value in `[v]`; null for what is not compared.
const Value* value_in(const Call& call, std::size_t place) {
    if (place >= call.arguments.size()) return nullptr;
    const Value& value = call.arguments[place];
    if (value.kind != Value::Kind::list)
        return value.kind == Value::Kind::wildcard ? nullptr : &value;
    return value.items.empty() ? nullptr : &value.items.front();
}

} // namespace

CallReport Caller::make_fcntl(const Call& call) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    const SocketNumber number = socket_of(number_in(call, 0));
    constexpr std::int64_t get_descriptor = 1, set_descriptor = 2, get = 3, set = 4;
    constexpr std::int64_t read_write = 2, nonblocking = 0x800;
    switch (number_in(call, 1)) {
    case get_descriptor:
    case set_descriptor: return report(call, {});
    case get:
        return report(call,
                      {.value = read_write | (host_.is_nonblocking(number) ? nonblocking : 0)});
    case set:
        host_.set_nonblocking(number, (number_in(call, 2) & nonblocking) != 0);
        return report(call, {});
    }
    return {.unsupported = "this command of fcntl()"};
}

CallReport Caller::make_ioctl(const Call& call) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    const std::string name = text_in(call, 1);
    const std::optional<std::int64_t> value = host_.ask(socket_of(number_in(call, 0)), name);
    if (!value) return {.unsupported = "ioctl(" + name + ")"};
    const Value* const expected = value_in(call, 2);
    if (expected != nullptr && expected->number != *value)
        return {.complaint = "expected " + name + " [" + std::to_string(expected->number)
                             + "] got [" + std::to_string(*value) + "]"};
    return report(call, {});
}

namespace {

/// What is wrong with the pending error; empty where it is what the script expects.
std::string error_complaint(const Value* expected, const std::string& error) {
    if (expected == nullptr) return {};
    const std::string wanted = expected->kind == Value::Kind::number ? "" : expected->text;
    if (wanted == error) return {};
    return "expected SO_ERROR [" + (wanted.empty() ? "0" : wanted) + "] got ["
           + (error.empty() ? "0" : error) + "]";
}

} // namespace

CallReport Caller::make_getsockopt(const Call& call) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    const SocketNumber number = socket_of(number_in(call, 0));
    const std::string name = text_in(call, 2);
    const Value* const expected = value_in(call, 3);
    if (lax_ && name == "SO_RCVBUF") return {};
    if (name == "SO_ERROR") {
        std::string complaint = error_complaint(expected, host_.take_error(number));
        if (!complaint.empty()) return {.complaint = std::move(complaint)};
        return report(call, {});
    }
    const std::optional<std::int64_t> value = host_.option(number, name);
    if (!value) return {.unsupported = "getsockopt(" + name + ")"};
    if (expected != nullptr && expected->kind == Value::Kind::number && expected->number != *value)
        return {.complaint = "expected " + name + " [" + std::to_string(expected->number)
                             + "] got [" + std::to_string(*value) + "]"};
    return report(call, {});
}

CallReport Caller::make_setsockopt(const Call& call) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    const SocketNumber number = socket_of(number_in(call, 0));
    const std::string name = text_in(call, 2);
    if (name == "SO_LINGER") {
        const Value* const onoff = call.arguments[3].field("onoff");
        const Value* const linger = call.arguments[3].field("linger");
        if (onoff == nullptr || linger == nullptr)
            return {.complaint = "SO_LINGER takes two fields"};
        host_.set_linger(number, onoff->number != 0, linger->number);
        return report(call, {});
    }
    const Value* const value = value_in(call, 3);
    if (value == nullptr) return {.unsupported = "setsockopt(" + name + ") without a value"};
    const std::optional<CallOutcome> outcome = host_.set_option(number, name, value->number);
    if (!outcome) return {.unsupported = "setsockopt(" + name + ")"};
    return report(call, *outcome);
}

} // namespace sim::packetdrill
