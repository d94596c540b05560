#include "tests/bench/figures.h"

#include <cstdio>
#include <sys/resource.h>

Usage usage_now() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    constexpr double microseconds = 1e6;
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / microseconds;
    };
    return {.user_s = seconds(usage.ru_utime),
            .system_s = seconds(usage.ru_stime),
            .rss_kib = usage.ru_maxrss};
}

Usage operator-(const Usage& later, const Usage& earlier) {
    return {.user_s = later.user_s - earlier.user_s,
            .system_s = later.system_s - earlier.system_s,
            .rss_kib = later.rss_kib};
}

double per(double count, double whole) {
    return whole > 0 ? count / whole : 0;
}

void print(const Figures& figures, const std::string& further) {
    constexpr double ns = 1e9;
    const double user = figures.spent.user_s;
    const auto segments = static_cast<double>(figures.segments);
    const auto whole = [](std::uint64_t number) { return static_cast<unsigned long long>(number); };
    std::printf("{\"peer\":\"tcp-theater\",\"scheduler\":\"heap\",\"flows\":%u,\"bytes\":%llu,"
                "\"loss\":%g,\"syns\":%llu,\"sack\":%d,\"pcap\":%d,\"received\":%llu,"
                "\"virtual_s\":%.3f,",
                figures.flows, whole(figures.bytes), figures.loss, whole(figures.syns),
                static_cast<int>(figures.sack), static_cast<int>(figures.traced),
                whole(figures.received), figures.virtual_s);
    std::printf("\"user_s\":%.4f,\"system_s\":%.4f,\"rss_kib\":%ld,\"segments\":%llu,"
                "\"events\":%llu,\"ns_per_segment\":%.1f,\"segments_per_s\":%.0f,"
                "\"events_per_s\":%.0f%s}\n",
                user, figures.spent.system_s, figures.spent.rss_kib, whole(figures.segments),
                whole(figures.events), per(user * ns, segments), per(segments, user),
                per(static_cast<double>(figures.events), user), further.c_str());
}
