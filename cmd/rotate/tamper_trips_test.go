package main

// trip changes the first trip of plan.json.
func (x *tampered) trip(change func(trip map[string]any)) {
	doc := x.plan()
	trips := doc["rotation"].(map[string]any)["itinerant"].([]any)
	if len(trips) == 0 {
		x.Fatal("nobody is itinerant")
	}
	change(trips[0].(map[string]any))
	x.rewrite(doc)
}

// tripTamperings are ways to spoil what itinerant teachers do.
var tripTamperings = []tampering{
	{"a trip to one's own school", "walk", func(x *tampered) {
		x.trip(func(trip map[string]any) { trip["to"] = trip["from"] })
	}},
	{"more periods than a teacher can give", "itinerant", func(x *tampered) {
		x.trip(func(trip map[string]any) { trip["periods"] = 99 })
	}},
	{"fewer periods than there were", "itinerant", func(x *tampered) {
		x.trip(func(trip map[string]any) { trip["periods"] = 0 })
	}},
	{"a subject she does not deliver", "walk", func(x *tampered) {
		x.trip(func(trip map[string]any) {
			if trip["subject"] == "maths" {
				trip["subject"] = "music"
			} else {
				trip["subject"] = "maths"
			}
		})
	}},
	{"a trip by nobody", "rotation.itinerant[0]", func(x *tampered) {
		x.trip(func(trip map[string]any) { trip["teacher"] = "nobody" })
	}},
	{"a trip in a term there is not", "rotation.itinerant[0]", func(x *tampered) {
		x.trip(func(trip map[string]any) { trip["term"] = 7 })
	}},
	{"a way made shorter", "rotation.itinerant", func(x *tampered) {
		x.trip(func(trip map[string]any) { trip["metres"] = 1 })
	}},
	{"trips left out", "itinerant", func(x *tampered) {
		doc := x.plan()
		doc["rotation"].(map[string]any)["itinerant"] = []any{}
		x.rewrite(doc)
	}},
	{"the outcome of trips left out", "itinerant", func(x *tampered) {
		doc := x.plan()
		delete(doc, "itinerant")
		x.rewrite(doc)
	}},
	{"the bound of trips raised by 1", "bound", func(x *tampered) {
		x.certificate(func(p *prices) { p.Itinerant.Bound++ })
		x.raise("itinerant")
	}},
	{"a price of a period beyond its worth", "certificate", func(x *tampered) {
		x.certificate(func(p *prices) { p.Itinerant.Prices[0].Lower = 200_001 })
	}},
	{"what trips save raised", "itinerant.saving", func(x *tampered) { x.figure("itinerant", "saving", +1) }},
	{"what trips cost lowered", "cost", func(x *tampered) { x.figure("itinerant", "cost", -1) }},
}
