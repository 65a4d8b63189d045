"""What a person looks at: tables of documents, sentences and items, as text and as safe HTML."""
