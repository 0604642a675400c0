/** What can be wrong with a bank's file as a whole, or with what is added up of it, by code: rows of the table of `errors.ts`. */
export const fileProblems = {
  'file-too-large': { status: 413, title: '文件过大', detail: '一个文件至多20 MB、50000笔，请分日导出后分次导入' },
  'unknown-layout': {
    status: 400,
    title: '没有认出表头',
    detail:
      '须有流水号、交易时间、余额、收入和支出各列；付款指令的答复为 reference,status,bankSerial,bookedAt,reason，见 docs/statements.md',
  },
  'wrong-encoding': {
    status: 400,
    title: '编码无法识别',
    detail:
      '既不是 UTF-8 也不是 GB18030（UTF-16，即“Unicode 文本”，也不收）：请另存为 UTF-8 或者 GBK 编码的 CSV，或者 XLSX，再发',
  },
  'broken-file': { status: 400, title: '不是完整的电子表格', detail: '请重新从银行下载后再发' },
  'other-account': {
    status: 409,
    title: '不是本院的账户',
    detail: '请核对文件中的账号；文件没有账号的，请在 account 写明',
  },
  'day-closed': { status: 409, title: '该日已经对账', detail: '已经对账的一日只能补入当时所缺的流水' },
  'import-running': { status: 409, title: '正在导入', detail: '该账户有一个文件正在登记，请等它完成' },
  'nothing-to-pay': {
    status: 409,
    title: '没有待提交的付款',
    detail: '没有已批准而尚未提交银行的审批表；银行未受理过的，请在 forms 写明',
  },
  'unknown-form': { status: 404, title: '没有这一审批表', detail: '本案的审批表见 GET /api/cases/{id}/money' },
  'unknown-statement': { status: 404, title: '没有这一文件', detail: '已导入的文件见 GET /api/money/statements' },
  'sum-too-large': {
    status: 422,
    title: '合计过大',
    detail: '合计超出能够准确表示的9007199254740991分，不显示经过舍入的金额：请缩短期间或者分次查询',
  },
} as const;
