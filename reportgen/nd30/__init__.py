"""Nghị định 30/2020/NĐ-CP as rules: one clause a file, each rule named by the law's own address."""
