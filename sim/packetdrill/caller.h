#pragma once

#include "sim/packetdrill/script.h"
#include "sim/packetdrill/tested_host.h"

#include <map>
#include <optional>
#include <string>

namespace sim::packetdrill {

/// How a script's call came back.
struct CallReport {
    CallOutcome outcome{};
    bool blocks{};
    std::string complaint{};   ///< what is not as the script says; empty: all is
    std::string unsupported{}; ///< a call or an argument that is not played
};

/// Makes the calls of a script on the tested host, and compares what comes back with what is
/// written.
class Caller {
public:
    Caller(TestedHost& host, bool lax) : host_(host), lax_(lax) {}

    /// Makes the call; `again` when it has blocked before.
    CallReport make(const Call& call, bool again);

    /// Whether the call waits for a peer that has not been there before: it connects, or has a
    /// socket listen that did not.
    [[nodiscard]] bool begins_anew(const Call& call);
    /// What code blocks ask about: the socket accepted or opened last.
    [[nodiscard]] SocketNumber subject() const { return last_; }
    /// A descriptor's socket; no_socket for one that is not open.
    [[nodiscard]] SocketNumber socket_of(std::int64_t descriptor) const;

private:
    using Maker = CallReport (Caller::*)(const Call&);

    struct Named {
        std::string_view name;
        std::size_t least_arguments;
        Maker maker;
    };
    static const std::vector<Named>& makers();

    CallReport make_socket(const Call& call);
    CallReport make_bind(const Call& call);
    CallReport make_listen(const Call& call);
    CallReport make_accept(const Call& call);
    CallReport make_connect(const Call& call);
    CallReport make_write(const Call& call);
    CallReport make_read(const Call& call);
    CallReport make_recv(const Call& call);
    CallReport make_send(const Call& call);
    CallReport make_recvmsg(const Call& call);
    CallReport make_sendmsg(const Call& call);
    CallReport make_shutdown(const Call& call);
    CallReport make_close(const Call& call);
    CallReport make_fcntl(const Call& call);
    CallReport make_ioctl(const Call& call);
    CallReport make_getsockopt(const Call& call);
    CallReport make_setsockopt(const Call& call);
    CallReport make_poll(const Call& call);
    CallReport make_epoll_create(const Call& call);
    CallReport make_epoll_ctl(const Call& call);
    CallReport make_epoll_wait(const Call& call);

    CallReport transfer(const Call& call, std::int64_t bytes, std::int64_t flags, bool sends);
    CallReport report(const Call& call, const CallOutcome& outcome) const;
    [[nodiscard]] bool waits(const Call& call, const CallOutcome& outcome) const;
    void keep(const Call& call, SocketNumber number);
    [[nodiscard]] bool is_open(const Call& call) const;

    TestedHost& host_;
    bool lax_;
    bool again_{};           ///< the call has blocked before
    std::uint32_t queued_{}; ///< bytes that it has taken so far
    SocketNumber last_{no_socket};
    std::map<std::int64_t, SocketNumber> descriptors_;
    std::map<std::int64_t, PollNumber> polls_;
};

} // namespace sim::packetdrill
