#pragma once

#include "ui/view/icon_button.h"
#include "ui/view/scenario_card.h"
#include "ui/view/themed_label.h"

#include <vector>

#include <QScrollArea>

namespace ui {

/// The scenarios that ship with the program, as cards, and a way to open one of one's own.
class HomePage : public QScrollArea {
    Q_OBJECT

public:
    explicit HomePage(ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<ScenarioCard*>& cards() const { return cards_; }

signals:
    void scenarioChosen(const QString& name);
    void openChosen();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void placeCards();
    void retranslate();

    QWidget* sheet_;
    ThemedLabel *title_, *hint_;
    IconButton* open_;
    std::vector<ScenarioCard*> cards_;
};

} // namespace ui
