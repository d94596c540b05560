#include "ui/model/record_table.h"

#include "ui/layout/time_text.h"

#include <algorithm>

#include <QElapsedTimer>

namespace ui {

namespace {

/// How long a search may hold up the window, and after how many rows it looks at the clock.
constexpr qint64 search_slice_ms = 6;
constexpr std::size_t rows_between_looks = 64;

} // namespace

RecordTable::RecordTable(ViewState& state, QObject* parent)
    : QAbstractTableModel(parent), state_(state) {
    search_.setParent(this);
    search_.setInterval(0);
    connect(&search_, &QTimer::timeout, this, &RecordTable::searchOn);
    connect(&state_, &ViewState::runChanged, this, &RecordTable::takeRun);
    connect(&state_, &ViewState::cursorChanged, this, &RecordTable::follow);
    connect(&state_, &ViewState::numbersChanged, this, &RecordTable::chooseAgain);
    takeRun();
}

void RecordTable::takeRun() {
    index_ = state_.run() ? RecordIndex(state_.run()->trace()) : RecordIndex{};
    chooseAgain();
}

void RecordTable::retell() {
    chooseAgain();
}

void RecordTable::setKinds(RowKindSet kinds) {
    if (kinds == kinds_) return;
    kinds_ = kinds;
    chooseAgain();
}

void RecordTable::setNeedle(const QString& text) {
    if (text == needle_) return;
    needle_ = text;
    chooseAgain();
}

void RecordTable::chooseAgain() {
    beginResetModel();
    chosen_ = kinds_.all() ? std::vector<sim::RecordId>{} : index_.select(kinds_);
    found_.clear();
    searched_ = 0;
    shown_ = needle_.isEmpty() ? rowsUntilCursor() : 0;
    endResetModel();
    if (needle_.isEmpty())
        search_.stop();
    else
        search_.start();
}

void RecordTable::follow() {
    setShown(rowsUntilCursor());
    if (!needle_.isEmpty()) search_.start();
}

/// How many of the rows that are known have happened.
int RecordTable::rowsUntilCursor() const {
    const sim::RecordId cursor = state_.cursor();
    if (needle_.isEmpty() && kinds_.all()) return static_cast<int>(cursor);
    const std::vector<sim::RecordId>& rows = needle_.isEmpty() ? chosen_ : found_;
    return static_cast<int>(std::upper_bound(rows.begin(), rows.end(), cursor) - rows.begin());
}

void RecordTable::setShown(int rows) {
    if (rows > shown_) {
        beginInsertRows({}, shown_, rows - 1);
        shown_ = rows;
        endInsertRows();
    } else if (rows < shown_) {
        beginRemoveRows({}, rows, shown_ - 1);
        shown_ = rows;
        endRemoveRows();
    }
}

/// Reads on for a moment, as far as the cursor.
void RecordTable::searchOn() {
    QElapsedTimer clock;
    clock.start();
    const bool all = kinds_.all();
    const std::size_t count = all ? state_.cursor() : chosen_.size();
    for (std::size_t n = 1; searched_ < count; ++n, ++searched_) {
        const sim::RecordId id =
            all ? static_cast<sim::RecordId>(searched_ + 1) : chosen_[searched_];
        if (id > state_.cursor()) break;
        if (matches(id)) found_.push_back(id);
        if (n % rows_between_looks == 0 && clock.elapsed() >= search_slice_ms) {
            ++searched_;
            setShown(rowsUntilCursor());
            return;
        }
    }
    search_.stop();
    setShown(rowsUntilCursor());
}

bool RecordTable::matches(sim::RecordId id) const {
    const sim::Trace& trace = state_.run()->trace();
    const RecordText row = recordText(trace, id, state_.numbers());
    const auto holds = [this](const QString& text) {
        return text.contains(needle_, Qt::CaseInsensitive);
    };
    return holds(row.kind_name + QLatin1Char(' ') + row.badge + QLatin1Char(' ') + row.text)
           || holds(sentenceOf(id)) || holds(QStringLiteral("#%1").arg(id)) || holds(timeOf(id));
}

int RecordTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : shown_;
}

int RecordTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

sim::RecordId RecordTable::recordAt(int row) const {
    if (row < 0 || row >= shown_) return 0;
    const auto place = static_cast<std::size_t>(row);
    if (!needle_.isEmpty()) return found_[place];
    return kinds_.all() ? static_cast<sim::RecordId>(row + 1) : chosen_[place];
}

int RecordTable::rowOf(sim::RecordId record) const {
    if (needle_.isEmpty() && kinds_.all()) return std::min(static_cast<int>(record), shown_) - 1;
    const std::vector<sim::RecordId>& rows = needle_.isEmpty() ? chosen_ : found_;
    const auto end = rows.begin() + shown_;
    return static_cast<int>(std::upper_bound(rows.begin(), end, record) - rows.begin()) - 1;
}

RecordText RecordTable::textAt(int row) const {
    const sim::RecordId id = recordAt(row);
    return id == 0 ? RecordText{} : recordText(state_.run()->trace(), id, state_.numbers());
}

QString RecordTable::sentenceOf(sim::RecordId id) const {
    return QString::fromStdString(state_.narrator().tell(id));
}

QString RecordTable::timeOf(sim::RecordId id) const {
    return TimeFormat(state_.run()->stageMap().flight()).text(state_.run()->trace().record(id).at);
}

QString RecordTable::sentenceAt(int row) const {
    const sim::RecordId id = recordAt(row);
    return id == 0 ? QString() : sentenceOf(id);
}

QString RecordTable::timeAt(int row) const {
    const sim::RecordId id = recordAt(row);
    return id == 0 ? QString() : timeOf(id);
}

QString RecordTable::hostAt(int row) const {
    const sim::RecordId id = recordAt(row);
    if (id == 0) return {};
    const sim::Trace& trace = state_.run()->trace();
    const sim::HostId host = trace.record(id).host;
    return host < trace.header.hosts.size() ? QString::fromStdString(trace.header.hosts[host].name)
                                            : QStringLiteral("?");
}

QVariant RecordTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
    switch (static_cast<Column>(index.column())) {
    case Column::number: return static_cast<int>(recordAt(index.row()));
    case Column::time: return timeAt(index.row());
    case Column::host: return hostAt(index.row());
    case Column::what: {
        const RecordText row = textAt(index.row());
        return QStringList{row.kind_name, row.badge, row.text}.join(QLatin1Char(' ')).simplified();
    }
    case Column::sentence: return sentenceAt(index.row());
    }
    return {};
}

QVariant RecordTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
    case Column::number: return QStringLiteral("#");
    case Column::time: return tr("Time");
    case Column::host: return tr("Host");
    case Column::what: return tr("What");
    case Column::sentence: return tr("In words");
    }
    return {};
}

} // namespace ui
