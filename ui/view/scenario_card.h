#pragma once

#include "sim/scenario/scenario.h"
#include "ui/model/view_state.h"

#include <memory>

#include <QAbstractButton>
#include <QPixmap>

namespace ui {

/// A scenario on the home page: a small picture of its ladder, its title, the beginning of its
/// text.
class ScenarioCard : public QAbstractButton {
    Q_OBJECT

public:
    ScenarioCard(ViewState& state, sim::Scenario scenario, QWidget* parent = nullptr);

    [[nodiscard]] QString name() const { return QString::fromStdString(scenario_.name); }
    [[nodiscard]] QSize sizeHint() const override { return {320, 300}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void forgetPicture();
    [[nodiscard]] QPixmap drawPicture(QSize size) const;
    void paintModelOnly(QPainter& painter, const QRectF& picture) const;
    void paintWords(QPainter& painter, const QRectF& area) const;

    ViewState& state_;
    sim::Scenario scenario_;
    std::shared_ptr<const Run> run_;
    QPixmap picture_;
};

} // namespace ui
