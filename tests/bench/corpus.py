"""Invented archives of any size, the same on every run: documents of about 900 words with 12 notes and 6 names each."""
import json
import os
import random

NAMES = ["Halver", "Ostrand", "Merrin", "Tolvik", "Sandor", "Brekke", "Ilmar", "Calder", "Fennick", "Orsolo", "Vantro", "Jessom"]
BODIES = ["Harbour Board", "Dockers' Union", "Coast Watch", "Relief Society", "Office of Ports", "Shipping Court", "Town Council", "Sailors' Mission"]
PEOPLE = ["clerk", "pilot", "docker", "nurse", "witness", "reporter", "harbour master", "lawyer", "cook", "engineer"]
DID = ["counted", "described", "denied", "recorded", "confirmed", "published", "doubted", "repeated", "measured", "reported"]
THINGS = ["the boats at the quay", "the men who had gone", "the barrels in the store", "the letters of that week", "the wages that were owed",
          "the names on the list", "the damage to the pier", "the carts on the road", "the lights along the coast", "the orders of the board"]
WHEN = ["before noon", "in the second week", "after the storm", "on the last day", "during the night", "by the end of the month", "at the change of the tide"]
HOW = ["plain", "hurried", "careful", "late", "partial", "detailed", "quiet", "public", "second", "official"]


def names(count):
    """Every name that occurs, with its kind."""
    each = max(8, int(count ** 0.5))
    people = [f"{NAMES[n % 12]} {NAMES[(n * 7 + n // 12 + 5) % 12]} {n}" for n in range(each * 3)]
    places = [f"Port {NAMES[n % 12]} {n}" for n in range(each * 2)]
    bodies = [f"{BODIES[n % 8]} of {NAMES[n % 12]} {n}" for n in range(each)]
    return [("person", name) for name in people] + [("place", name) for name in places] + [("organisation", name) for name in bodies]


def sentence(chance, mentioned):
    text = (f"The {chance.choice(PEOPLE)} {chance.choice(DID)} {chance.choice(THINGS)} {chance.choice(WHEN)} in a {chance.choice(HOW)} "
            f"letter to the {chance.choice(PEOPLE)}, who {chance.choice(DID)} {chance.randrange(2, 900)} of them")
    return text + (f", according to {chance.choice(mentioned)}" if chance.random() < 0.3 else "")


def documents(count):
    """Documents: title, day, names, paragraphs of sentences, and the notes with the sentence on which each stands."""
    pool = names(count)
    for number in range(count):
        chance = random.Random(7_000_003 + number)
        picked = []
        while len(picked) < 6:
            # Some names are in many documents, most in few.
            index = int(len(pool) * chance.random() ** 2)
            picked += [] if index in picked else [index]
        mentioned = [pool[index][1] for index in picked]
        paragraphs, notes, words = [], [], 0
        while words < 900:
            lines = []
            for place in range(3):
                line = sentence(chance, mentioned)
                if place == 1 and len(notes) < 12:
                    toll = chance.randrange(10, 2_000)
                    # The number of the note keeps its words apart from all others.
                    line = f"{chance.choice(mentioned)} put {chance.choice(THINGS)} at {toll} in letter {len(notes) + 1:02}"
                    notes.append({"quote": line, "toll": toll, "leads": chance.randrange(count), "says": f"{chance.choice(THINGS)} came to {toll}"})
                lines.append(line)
                words += len(line.split())
            paragraphs.append(lines)
        day = f"{1990 + number % 30}-{1 + number // 30 % 12:02}-{1 + number // 360 % 28:02}"
        yield {"id": f"letter-{number:05}", "title": f"{chance.choice(HOW).title()} letter {number} from {mentioned[0]}", "day": day,
               "names": picked, "paragraphs": paragraphs, "notes": notes}


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def postil(folder, count, kind):
    """An archive: notes are `comments`, or `claims` with figures that answer questions; `pages` is comments without search and data."""
    content = f"{folder}/content"
    only_pages = "data: none\nsearch: false\n" if kind == "pages" else ""
    write(f"{content}/archive.yaml", f"title: Letters from the coast\nlanguage: en\nbase_url: https://example.org/letters/\n{only_pages}")
    records = [f"- id: name-{n}\n  type: {kind_of}\n  name: {json.dumps(name)}\n  match: true\n" for n, (kind_of, name) in enumerate(names(count))]
    write(f"{content}/entities/all.yaml", "".join(records))
    questions = max(4, count // 20)
    if kind == "claims":
        asked = [f"- id: toll-{n}\n  asks: How many were counted in case {n}?\n  kind: figure\n  unit: thing\n" for n in range(questions)]
        write(f"{content}/questions.yaml", "".join(asked))
    for index, document in enumerate(documents(count)):
        here = f"{content}/documents/{document['id']}"
        write(f"{here}/document.yaml", f"title: {json.dumps(document['title'])}\nlanguage: en\nkind: letter\nissued: {document['day']}\n")
        write(f"{here}/text.md", "\n\n".join(". ".join(lines) + "." for lines in document["paragraphs"]) + "\n")
        notes = []
        for number, note in enumerate(document["notes"]):
            claim = (f"  claim:\n    says: {json.dumps(note['says'][0].upper() + note['says'][1:] + '.')}\n    modality: asserted\n"
                     f"    question: toll-{(index + number) % questions}\n    basis: {{kind: witness, by: name-{document['names'][number % len(document['names'])]}}}\n"
                     f"    figures: {{value: {note['toll']}}}\n") if kind == "claims" else ""
            notes.append(f"- id: n{number + 1}\n  quote: {json.dumps(note['quote'])}\n{claim}"
                         f"  note: The figure stands alone here; compare [](document:letter-{note['leads']:05}), which has another.\n")
        write(f"{here}/notes.yaml", "".join(notes))


LAYOUT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav><a href="/">{{ site.Title }}</a> <a href="/letters/">Letters</a> <a href="/named/">Names</a></nav>
<main>{{ block "main" . }}{{ end }}</main></body></html>
"""
PAGE = """{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p>
<ul>{{ range .GetTerms "named" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ .Content }}{{ end }}
"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""


def hugo(folder, count):
    """The same letters for Hugo: notes as footnotes, names as a taxonomy."""
    pool = names(count)
    write(f"{folder}/hugo.toml", 'baseURL = "https://example.org/"\ntitle = "Letters from the coast"\ndisableKinds = ["RSS", "sitemap"]\n[taxonomies]\nname = "named"\n')
    for layout in ("single", "list"):
        write(f"{folder}/layouts/_default/{layout}.html", PAGE if layout == "single" else LIST)
    write(f"{folder}/layouts/_default/baseof.html", LAYOUT)
    for document in documents(count):
        numbers = {note["quote"]: number + 1 for number, note in enumerate(document["notes"])}
        text = "\n\n".join(" ".join(f"{line}.[^{numbers[line]}]" if line in numbers else f"{line}." for line in lines) for lines in document["paragraphs"])
        notes = "\n\n".join(f"[^{number + 1}]: The figure stands alone here; compare [another](/letters/letter-{note['leads']:05}/), which has another."
                            for number, note in enumerate(document["notes"]))
        named = json.dumps([pool[index][1] for index in document["names"]])
        write(f"{folder}/content/letters/{document['id']}.md", f"---\ntitle: {json.dumps(document['title'])}\ndate: {document['day']}\nnamed: {named}\n---\n\n{text}\n\n{notes}\n")
