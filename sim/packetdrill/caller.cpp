// The calls of a script by name: how their arguments are read, and their results compared.
#include "sim/packetdrill/caller.h"

#include <algorithm>

namespace sim::packetdrill {

namespace {

std::int64_t number_in(const Call& call, std::size_t place) {
    return place < call.arguments.size() ? call.arguments[place].number : 0;
}

/// The port of `{sa_family = AF_INET, sin_port = htons(8080), ...}`; 0 for `...`.
std::uint16_t port_in(const Call& call, std::size_t place) {
    if (place >= call.arguments.size()) return 0;
    const Value* const port = call.arguments[place].field("sin_port");
    return port == nullptr ? 0 : static_cast<std::uint16_t>(port->number);
}

/// Its address; nothing for one that is not written, or that stands for any.
std::optional<Address> address_in(const Call& call, std::size_t place) {
    if (place >= call.arguments.size()) return std::nullopt;
    const Value* const field = call.arguments[place].field("sin_addr");
    const Expected<Address> address = parse_address(field == nullptr ? "" : field->text);
    if (!address || *address == Address{}) return std::nullopt;
    return *address;
}

std::string result_text(std::int64_t value, const std::string& error) {
    return std::to_string(value) + (error.empty() ? "" : " " + error);
}

} // namespace

const std::vector<Caller::Named>& Caller::makers() {
    static const std::vector<Named> table{
        {"socket", 3, &Caller::make_socket},
        {"bind", 1, &Caller::make_bind},
        {"listen", 2, &Caller::make_listen},
        {"accept", 1, &Caller::make_accept},
        {"connect", 1, &Caller::make_connect},
        {"write", 3, &Caller::make_write},
        {"read", 3, &Caller::make_read},
        {"recv", 4, &Caller::make_recv},
        {"recvfrom", 4, &Caller::make_recv},
        {"send", 4, &Caller::make_send},
        {"sendto", 4, &Caller::make_send},
        {"recvmsg", 3, &Caller::make_recvmsg},
        {"sendmsg", 3, &Caller::make_sendmsg},
        {"shutdown", 2, &Caller::make_shutdown},
        {"close", 1, &Caller::make_close},
        {"fcntl", 2, &Caller::make_fcntl},
        {"ioctl", 2, &Caller::make_ioctl},
        {"getsockopt", 4, &Caller::make_getsockopt},
        {"setsockopt", 4, &Caller::make_setsockopt},
        {"poll", 3, &Caller::make_poll},
        {"epoll_create", 1, &Caller::make_epoll_create},
        {"epoll_ctl", 4, &Caller::make_epoll_ctl},
        {"epoll_wait", 4, &Caller::make_epoll_wait},
    };
    return table;
}

CallReport Caller::make(const Call& call, bool again) {
    const auto& table = makers();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Named& one) { return one.name == call.name; });
    if (found == table.end()) return {.unsupported = "the call " + call.name + "()"};
    if (call.arguments.size() < found->least_arguments)
        return {.complaint = call.name + "() takes at least "
                             + std::to_string(found->least_arguments) + " arguments"};
    again_ = again;
    if (!again) queued_ = 0;
    return (this->*found->maker)(call);
}

SocketNumber Caller::socket_of(std::int64_t descriptor) const {
    const auto found = descriptors_.find(descriptor);
    return found == descriptors_.end() ? no_socket : found->second;
}

bool Caller::is_open(const Call& call) const {
    return host_.is_open(socket_of(number_in(call, 0)));
}

bool Caller::begins_anew(const Call& call) {
    if (call.name != "listen") return call.name == "connect";
    return !host_.listens(socket_of(number_in(call, 0)));
}

/// A new descriptor gets the number that the script expects.
void Caller::keep(const Call& call, SocketNumber number) {
    std::int64_t descriptor = call.result.value_or(-1);
    if (descriptor < 0)
        for (descriptor = 3; descriptors_.contains(descriptor);)
            ++descriptor;
    descriptors_.insert_or_assign(descriptor, number);
}

/// The call blocks, because its socket does.
bool Caller::waits(const Call& call, const CallOutcome& outcome) const {
    if (!outcome.blocks) return false;
    const SocketNumber number = socket_of(number_in(call, 0));
    return host_.is_open(number) && !host_.is_nonblocking(number);
}

/// What came back against what is written.
CallReport Caller::report(const Call& call, const CallOutcome& outcome) const {
    if (waits(call, outcome)) return {.blocks = true};
    CallReport report{.outcome = outcome};
    const bool same = (!call.result || *call.result == outcome.value)
                      && (call.error.empty() || call.error == outcome.error);
    if (!same)
        report.complaint = "expected " + call.name + "() = " + result_text(*call.result, call.error)
                           + " got " + result_text(outcome.value, outcome.error);
    return report;
}

CallReport Caller::make_socket(const Call& call) {
    constexpr std::int64_t stream = 1, datagram = 2, nonblocking = 0x800, kind_mask = 0xf;
    const std::int64_t type = number_in(call, 1);
    if ((type & kind_mask) != stream && (type & kind_mask) != datagram)
        return {.unsupported = "a socket of this type"};
    const SocketNumber number = host_.call_socket((type & kind_mask) == datagram);
    host_.set_nonblocking(number, (type & nonblocking) != 0);
    keep(call, number);
    if (call.result.value_or(0) < 0) return report(call, {.value = 3});
    return {};
}

CallReport Caller::make_bind(const Call& call) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    return report(call, host_.call_bind(socket_of(number_in(call, 0)), address_in(call, 1),
                                        port_in(call, 1)));
}

CallReport Caller::make_listen(const Call& call) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    if (last_ == no_socket) last_ = socket_of(number_in(call, 0));
    const auto backlog = static_cast<std::uint32_t>(std::max<std::int64_t>(0, number_in(call, 1)));
    return report(call, host_.call_listen(socket_of(number_in(call, 0)), backlog));
}

CallReport Caller::make_accept(const Call& call) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    CallOutcome outcome = host_.call_accept(socket_of(number_in(call, 0)));
    if (outcome.error.empty()) {
        last_ = static_cast<SocketNumber>(outcome.value);
        keep(call, last_);
        outcome.value = call.result.value_or(outcome.value); // numbers of descriptors are its own
        if (outcome.value < 0) outcome.value = 3;
    }
    return report(call, outcome);
}

CallReport Caller::make_connect(const Call& call) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    const SocketNumber number = socket_of(number_in(call, 0));
    last_ = number;
    CallOutcome outcome = host_.call_connect(number, address_in(call, 1), port_in(call, 1));
    if (again_ && outcome.error == "EISCONN") outcome = {};
    return report(call, outcome);
}

CallReport Caller::transfer(const Call& call, std::int64_t bytes, std::int64_t flags, bool sends) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    constexpr std::int64_t most = 0x7fffffff;
    constexpr std::int64_t dont_wait = 0x40;
    const auto count = static_cast<std::uint32_t>(std::clamp<std::int64_t>(bytes, 0, most));
    const SocketNumber number = socket_of(number_in(call, 0));
    const CallOutcome outcome = sends ? host_.call_send(number, count, flags, queued_)
                                      : host_.call_recv(number, count, flags);
    if (!outcome.blocks || (flags & dont_wait) == 0) return report(call, outcome);
    return report(call, {.value = outcome.value, .error = outcome.error});
}

CallReport Caller::make_write(const Call& call) {
    return transfer(call, number_in(call, 2), 0, true);
}
CallReport Caller::make_read(const Call& call) {
    return transfer(call, number_in(call, 2), 0, false);
}
CallReport Caller::make_recv(const Call& call) {
    return transfer(call, number_in(call, 2), number_in(call, 3), false);
}
CallReport Caller::make_send(const Call& call) {
    return transfer(call, number_in(call, 2), number_in(call, 3), true);
}

CallReport Caller::make_shutdown(const Call& call) {
    if (!is_open(call)) return report(call, failed("EBADF"));
    return report(call, host_.call_shutdown(socket_of(number_in(call, 0)), number_in(call, 1)));
}

CallReport Caller::make_close(const Call& call) {
    const std::int64_t descriptor = number_in(call, 0);
    if (polls_.erase(descriptor) != 0) return report(call, {});
    if (!is_open(call)) return report(call, failed("EBADF"));
    const CallOutcome outcome = host_.call_close(socket_of(descriptor));
    descriptors_.erase(descriptor);
    return report(call, outcome);
}

} // namespace sim::packetdrill
