#include "sim/trace/load.h"

namespace sim {

std::string_view name_of(ListenCounter counter) {
    constexpr std::array<std::string_view, listen_counters> names{
        "ListenOverflows", "ListenDrops",    "TCPReqQFullDrop", "TCPReqQFullDoCookies",
        "SyncookiesSent",  "SyncookiesRecv", "SyncookiesFailed"};
    return names.at(static_cast<std::size_t>(counter));
}

std::string_view name_of(FloodFate fate) {
    constexpr std::array<std::string_view, flood_fates> names{
        "queued",  "cookie", "syn_queue_full", "accept_queue_full", "last_quarter",
        "refused", "known",  "answered",       "unanswered"};
    return names.at(static_cast<std::size_t>(fate));
}

} // namespace sim
