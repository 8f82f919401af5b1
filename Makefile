# Hai lệnh thường dùng: make report, make test. Cần python3 (3.11 trở lên) có venv, và make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip --disable-pip-version-check install --quiet
WORKSPACES := $(patsubst %/co-quan.yaml,%,$(wildcard data/*/co-quan.yaml))

# Kiểm thử gọi chương trình vài trăm lần: mã đã biên dịch phải được giữ lại giữa các lần.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help report test fuzz lint templates docs check-docs golden-update bench clean

help: ## liệt kê các lệnh
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/run.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên.")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); } || \
		{ rm -rf $(VENV); echo "Không tạo được môi trường; cài gói python3-venv rồi chạy lại."; exit 1; }
	@$(PIP) -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	@$(PIP) -e '.[dev]'
	@touch $@

report: $(VENV)/run.stamp ## soạn báo cáo 6 tháng và năm của cả hai cơ quan mẫu
	@set -e; for folder in $(WORKSPACES); do for period in 6-thang nam; do \
		$(BIN)/reportgen -C $$folder draft $$period; echo; done; done

test: $(VENV)/dev.stamp ## chạy toàn bộ kiểm thử
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -rs

fuzz: $(VENV)/dev.stamp ## thử lâu: một trăm nghìn tệp hỏng, thêm thử có dẫn hướng nếu đã cài atheris
	@$(BIN)/python -m pytest -n 2 --long --timeout 0 -rs tests/test_fuzz.py

lint: $(VENV)/dev.stamp check-docs ## kiểm tra mã nguồn, chiều import, mẫu và tài liệu
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/yamllint --strict data
	@$(BIN)/python templates/build.py --check

templates: ## dựng lại các tệp mẫu .docx từ templates/source
	@$(PYTHON) templates/build.py

docs: $(VENV)/dev.stamp ## sinh lại tài liệu từ mã nguồn (ảnh trang đầu cần LibreOffice)
	@$(BIN)/python docs/build.py
	@rm -rf build/trang
	@$(BIN)/reportgen -C data/so-khcn-hai-phong draft 6-thang --pdf -o build/trang/bao-cao.docx >/dev/null
	@pdftoppm -r 72 -png -f 1 -l 1 -singlefile build/trang/bao-cao.pdf docs/trang-1

check-docs: $(VENV)/dev.stamp ## báo khi tài liệu đã cũ so với mã nguồn
	@$(BIN)/python docs/build.py --check

golden-update: $(VENV)/dev.stamp ## ghi lại các bản văn đối chiếu của kiểm thử (xem kỹ git diff)
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --golden-update

bench: $(VENV)/dev.stamp ## đo thời gian và bộ nhớ so với các công cụ khác (15 phút), ghi docs/benchmarks.md
	@mkdir -p build/npm && cp benchmarks/package.json build/npm/
	@npm install --prefix build/npm --no-package-lock --no-audit --no-fund --silent || \
		echo 'Không cài được gói npm: bỏ qua docxtemplater và Carbone.'
	@set -e; for part in compare draft linear communes size page lint check archive; do \
		echo "== $$part"; NODE_PATH=build/npm/node_modules $(BIN)/python -m benchmarks.$$part; done

clean: ## xóa môi trường và bộ nhớ đệm
	@rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
