"""The index's segment files behind Whoosh's codec interface, so that Whoosh's readers, searchers and writers work over them."""
