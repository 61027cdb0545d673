import LullModel
import SwiftUI

/// What may be told of a night beyond the four taps.
struct NightDetailsView: View {
    let model: MorningModel

    var body: some View {
        if let gotUp = model.gotUp { QuestionView(question: gotUp) }
        BeginningPart(model: model)
        if let bedtime = model.bedtime { TimeFieldView(field: bedtime) }
        WalksPart(model: model)
        if let relief = model.relief { QuestionView(question: relief) }
        DayPart(model: model)
        OwnWordsPart(model: model)
    }
}

/// Where it was felt, and what came before it.
private struct BeginningPart: View {
    let model: MorningModel

    var body: some View {
        if !model.bodyParts.isEmpty {
            Heading(model.whereTitle)
            TicksView(ticks: model.bodyParts)
        }
        ForEach(model.sides) { QuestionView(question: $0) }
        if let situation = model.situation { QuestionView(question: situation) }
        if let rest = model.rest { QuestionView(question: rest) }
    }
}

private struct WalksPart: View {
    let model: MorningModel

    var body: some View {
        Heading(model.walksTitle)
        PanelsView(panels: model.walks)
        TimeFieldView(field: model.walkTime)
        QuestionView(question: model.walkMinutes)
        SideButton(model.addWalk)
    }
}

private struct DayPart: View {
    let model: MorningModel

    var body: some View {
        if let daytime = model.daytime { QuestionView(question: daytime) }
        if let sleepiness = model.sleepiness { QuestionView(question: sleepiness) }
        if let mood = model.mood { QuestionView(question: mood) }
        Heading(model.triggersTitle)
        TicksView(ticks: model.triggers)
    }
}

private struct OwnWordsPart: View {
    @Bindable var model: MorningModel

    var body: some View {
        Field(model.noteLabel, $model.note)
        SideButton(model.keepNote)
        Field(model.tagsLabel, $model.tags)
        SideButton(model.keepTags)
    }
}
