#include "ui/layout/ribbon_marks.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr double still_beside = 12;  ///< a label so near its line is seen to belong to it
constexpr double the_same_place = 3; ///< cursors so near each other share a line

/// A cursor's names, each shorter than the one before, or as short.
struct Names {
    const char *whole, *brief, *least;
};

Names namesOf(RibbonCursor cursor) {
    switch (cursor) {
    case RibbonCursor::snd_una: return {"SND.UNA", "UNA", "UNA"};
    case RibbonCursor::snd_nxt: return {"SND.NXT", "NXT", "NXT"};
    case RibbonCursor::snd_end: return {"SND.UNA+WND", "UNA+WND", "WND"};
    case RibbonCursor::cwnd_end: return {"SND.UNA+cwnd", "UNA+cwnd", "cwnd"};
    case RibbonCursor::rcv_nxt: return {"RCV.NXT", "NXT", "NXT"};
    case RibbonCursor::rcv_end: return {"RCV.NXT+WND", "NXT+WND", "WND"};
    }
    sim::unreachable();
}

} // namespace

QString MarkRow::nameOf(RibbonCursor cursor, NameForm form) {
    const Names names = namesOf(cursor);
    switch (form) {
    case NameForm::whole: return QLatin1String(names.whole);
    case NameForm::brief: return QLatin1String(names.brief);
    case NameForm::least: return QLatin1String(names.least);
    }
    sim::unreachable();
}

void MarkRow::add(RibbonCursor cursor, std::optional<std::int64_t> number) {
    if (!number) return;
    const ByteRange shown = scale_.shown();
    RibbonMark mark{.cursor = cursor, .number = *number, .text = {}, .label = {}};
    if (*number < shown.from) mark.beyond = RibbonBeyond::left;
    if (*number > shown.to) mark.beyond = RibbonBeyond::right;
    mark.x = std::clamp(scale_.xOf(*number), scale_.left, scale_.right());
    marks_.push_back(mark);
}

std::vector<RibbonMark> MarkRow::place() {
    std::stable_sort(marks_.begin(), marks_.end(),
                     [](const RibbonMark& a, const RibbonMark& b) { return a.number < b.number; });
    constexpr std::array<Wording, 4> wordings{{{NameForm::whole, NameForm::whole},
                                               {NameForm::whole, NameForm::brief},
                                               {NameForm::brief, NameForm::brief},
                                               {NameForm::brief, NameForm::least}}};
    for (const Wording wording : wordings) {
        write(wording);
        arrange();
        if (haveRoom() && keepToTheirLines()) return std::move(marks_);
    }
    while (!haveRoom() && leaveOutOne())
        arrange();
    return std::move(marks_);
}

const QRectF& MarkRow::lineOf(const RibbonMark& mark) const {
    return mark.beyond != RibbonBeyond::no && lines_.far ? *lines_.far : lines_.near;
}

void MarkRow::write(Wording wording) {
    for (RibbonMark& mark : marks_) {
        const bool outside = mark.beyond != RibbonBeyond::no;
        mark.text = nameOf(mark.cursor, outside ? wording.outside : wording.inside)
                    + QLatin1Char(' ') + fonts_.number(mark.number);
        const double width = fonts_.width(mark.text) + (outside ? fonts_.arrow : 0);
        mark.label = {mark.x, lineOf(mark).top(), width, lineOf(mark).height()};
    }
}

/// What has been passed is named to the left of its line, where the next thing happens to the
/// right of it.
double MarkRow::wishedLeft(const RibbonMark& mark) const {
    const double width = mark.label.width();
    if (mark.beyond == RibbonBeyond::left) return lineOf(mark).left();
    if (mark.beyond == RibbonBeyond::right) return lineOf(mark).right() - width;
    switch (mark.cursor) {
    case RibbonCursor::snd_una: return mark.x - width + 1;
    case RibbonCursor::snd_nxt:
    case RibbonCursor::rcv_nxt: return mark.x;
    case RibbonCursor::snd_end:
    case RibbonCursor::cwnd_end:
    case RibbonCursor::rcv_end: return mark.x - width + 1;
    }
    sim::unreachable();
}

void MarkRow::arrange() {
    Labelled near;
    Labelled far;
    for (RibbonMark& mark : marks_) {
        if (mark.text.isEmpty()) continue;
        mark.label.moveLeft(wishedLeft(mark));
        (mark.beyond != RibbonBeyond::no && lines_.far ? far : near).push_back(&mark);
    }
    pushApart(near, lines_.near);
    if (lines_.far) pushApart(far, *lines_.far);
}

void MarkRow::pushApart(const Labelled& labels, const QRectF& line) const {
    double free_from = line.left();
    for (RibbonMark* const mark : labels) {
        mark->label.moveLeft(std::max(mark->label.left(), free_from));
        free_from = mark->label.right() + fonts_.gap;
    }
    double free_to = line.right();
    for (std::size_t place = labels.size(); place-- > 0;) {
        QRectF& label = labels[place]->label;
        label.moveRight(std::min(label.right(), free_to));
        free_to = label.left() - fonts_.gap;
    }
}

bool MarkRow::haveRoom() const {
    return std::all_of(marks_.begin(), marks_.end(), [this](const RibbonMark& mark) {
        return mark.text.isEmpty() || mark.label.left() >= lineOf(mark).left();
    });
}

bool MarkRow::keepToTheirLines() const {
    return std::all_of(marks_.begin(), marks_.end(),
                       [this](const RibbonMark& mark) { return keepsToItsLine(mark); });
}

/// Cursors at one place stand there as one.
bool MarkRow::keepsToItsLine(const RibbonMark& mark) const {
    if (mark.beyond != RibbonBeyond::no) return true;
    QRectF all = mark.label;
    for (const RibbonMark& other : marks_)
        if (other.beyond == RibbonBeyond::no && std::abs(other.x - mark.x) < the_same_place)
            all |= other.label;
    return all.left() - still_beside <= mark.x && mark.x <= all.right() + still_beside;
}

/// Of those beyond the cells the furthest: whether there was one.
bool MarkRow::leaveOutOne() {
    const auto furthest = std::find_if(marks_.rbegin(), marks_.rend(), [](const RibbonMark& mark) {
        return mark.beyond != RibbonBeyond::no && !mark.text.isEmpty();
    });
    if (furthest == marks_.rend()) return false;
    furthest->text.clear();
    furthest->label = {};
    return true;
}

} // namespace ui
