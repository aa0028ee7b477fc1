"""tantivy by its Python binding: words and bigrams cut outside and given with blanks between, facets as fast fields."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import rjieba
import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from archive.text.folding import fold
from benchmarks.finding.documents import Document, bigrams, bigrams_of
from benchmarks.finding.questions import FACETS, PAGE, Faceted, Found, Question

HEAP, HEAP_FOR_UPDATES = 300_000_000, 50_000_000  # bytes of the writer
EVERY_VALUE = 65_000  # more than there are; tantivy would leave out what is past its limit


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="given", index_option="position")
    builder.add_text_field("bigrams", tokenizer_name="given", index_option="position")
    builder.add_text_field("text", stored=True, tokenizer_name="shown", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


class TantivySide:
    name = f"tantivy-py {version('tantivy')}"
    answers_alike = True

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._cut_by(Tokenizer.whitespace())
        nothing = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.remove_long(1)).build()
        self._index.register_tokenizer("shown", nothing)  # words and bigrams have fields of their own
        self._writer: tantivy.IndexWriter | None = None

    def build(self, documents: Iterable[Document]) -> None:
        """Cuts with rjieba, as a user of tantivy does, and indexes the words given: the same as all sides have."""
        writer = self._index.writer(HEAP)
        for document in documents:
            " ".join(rjieba.cut_for_search(fold(document.text), True))
            writer.add_document(self._made(document))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def _made(self, document: Document) -> tantivy.Document:
        made = tantivy.Document()
        made.add_text("key", document.key)
        made.add_text("text", document.text)
        made.add_text("words", document.words)
        made.add_text("bigrams", " ".join(bigrams(document.text)))
        for name in FACETS:
            for value in getattr(document, name):
                made.add_text(name, value)
        return made

    def top(self, question: Question) -> Found:
        searcher = self._index.searcher()
        result = searcher.search(self._query(question), PAGE)
        return Found(result.count, [searcher.doc(address)["key"][0] for _, address in result.hits])

    def faceted(self, question: Question) -> Faceted:
        return self._counted(question, EVERY_VALUE)

    def faceted_ten(self, question: Question) -> Faceted:
        """As tantivy answers when it is not asked for more: ten values of each facet."""
        return self._counted(question, 10)

    def _counted(self, question: Question, values: int) -> Faceted:
        searcher, query = self._index.searcher(), self._query(question)
        result = searcher.search(query, PAGE)
        shown = [searcher.doc(address) for _, address in result.hits]
        counted = searcher.aggregate(
            query, {name: {"terms": {"field": name, "size": values}} for name in FACETS}
        )
        counts = {
            name: {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]}
            for name in FACETS
        }
        found = Found(result.count, [document["key"][0] for document in shown])
        return Faceted(found, counts, self._snippets(searcher, question, shown))

    def _snippets(
        self, searcher: tantivy.Searcher, question: Question, shown: list[tantivy.Document]
    ) -> tuple[str, ...]:
        """From the stored texts, whose analyzer finds just what was asked for: the cheapest way there is."""
        field, terms = (
            ("bigrams", bigrams_of(question.phrase)) if question.phrase else ("words", question.words)
        )
        self._cut_by(Tokenizer.regex("|".join(terms)))
        generator = tantivy.SnippetGenerator.create(searcher, self._query(question), self._schema, field)
        texts = [tantivy.Document(**{field: document["text"]}) for document in shown]
        return tuple(generator.snippet_from_doc(text).to_html() for text in texts)

    def _cut_by(self, tokenizer: Tokenizer) -> None:
        self._index.register_tokenizer("given", TextAnalyzerBuilder(tokenizer).build())

    def _query(self, question: Question) -> Query:
        if question.phrase:
            pairs = bigrams_of(question.phrase)
            if len(pairs) > 1:
                return Query.phrase_query(self._schema, "bigrams", [*pairs])
            return Query.term_query(self._schema, "bigrams", pairs[0])
        terms = [Query.term_query(self._schema, "words", word) for word in question.words]
        return terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Must, term) for term in terms])

    def update(self, document: Document) -> None:
        """Afterwards the document is found as it is now. The writer stays open, as in a service."""
        if self._writer is None:
            self._cut_by(Tokenizer.whitespace())
            self._writer = self._index.writer(HEAP_FOR_UPDATES, 1)
        self._writer.delete_documents_by_term("key", document.key)
        self._writer.add_document(self._made(document))
        self._writer.commit()
        self._index.reload()
