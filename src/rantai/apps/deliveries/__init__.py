"""Steel leaves for customers and comes back: picking, delivery notes, proof, shelves on consignment."""
